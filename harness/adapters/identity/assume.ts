import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand, type Credentials } from '@aws-sdk/client-sts';
import type { AwsClients, AwsCredentials, CredentialSource } from '../aws/accounts.ts';
import { audience, type WebIdentity } from './web-identity.ts';

/** How long credentials live: the shortest that AWS gives. */
const sessionSeconds = 900;

/** Credentials are asked for again when so little is left of them: the SDK asks five minutes before the end. */
const freshMs = 5 * 60_000;

export async function assume(as: AwsClients, RoleArn: string, RoleSessionName: string): Promise<AwsCredentials> {
  const { Credentials: given } = await as.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName, DurationSeconds: sessionSeconds }));
  return credentialsOf(given, RoleArn);
}

/** As the bearer of a token with this subject. The call has no signature: `nobody` needs no credentials. */
export async function assumeWithToken(
  nobody: AwsClients,
  { issuer }: Pick<WebIdentity, 'issuer'>,
  subject: string,
  RoleArn: string,
  RoleSessionName: string,
): Promise<AwsCredentials> {
  const WebIdentityToken = await issuer.token(subject, audience);
  const command = new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName, WebIdentityToken, DurationSeconds: sessionSeconds });
  const { Credentials: given } = await nobody.sts.send(command);
  return credentialsOf(given, RoleArn);
}

/** Several clients of one principal share a session instead of asking for one each. */
export function shared(source: CredentialSource): CredentialSource {
  let last: { readonly asked: Promise<AwsCredentials>; untilMs: number } | undefined;
  return async () => {
    if (last === undefined || Date.now() > last.untilMs) {
      const asking = { asked: source(), untilMs: Infinity };
      last = asking;
      asking.asked.then(
        ({ expiration }) => {
          if (expiration !== undefined) asking.untilMs = expiration.getTime() - freshMs;
        },
        // Asked again next time; whoever waits for it now is told.
        () => {
          asking.untilMs = -Infinity;
        },
      );
    }
    return await last.asked;
  };
}

function credentialsOf(given: Credentials | undefined, role: string): AwsCredentials {
  if (given?.AccessKeyId === undefined || given.SecretAccessKey === undefined || given.SessionToken === undefined) {
    throw new Error(`STS answered without credentials of ${role}`);
  }
  return {
    accessKeyId: given.AccessKeyId,
    secretAccessKey: given.SecretAccessKey,
    sessionToken: given.SessionToken,
    ...(given.Expiration === undefined ? {} : { expiration: given.Expiration }),
  };
}
