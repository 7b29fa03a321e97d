import { AssumeRoleWithWebIdentity$ } from '@aws-sdk/client-sts';
import type { AssumeRoleWithWebIdentityCommandInput, AssumeRoleWithWebIdentityCommandOutput } from '@aws-sdk/client-sts';
import { conditionKeysOf, tagsOf } from '../web-identity-claims.ts';
import { evaluate } from '../../../accounts/evaluate.ts';
import { findOidcProvider } from '../../../accounts/oidc-providers.ts';
import type { OidcProviderRow } from '../../../accounts/oidc-providers.ts';
import type { Federation } from '../../../accounts/principal.ts';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { readAssumeRole } from '../assume-role-request.ts';
import type { AssumeRoleRequest } from '../assume-role-request.ts';
import { assumeWants, durationWithin, roleOf } from '../assumed-role.ts';
import { accessDenied, constraintFailed, invalidIdentityToken } from '../errors.ts';
import { directoryOf } from '../identity-directory.ts';
import { issueSession } from '../issue-session.ts';
import { claimedIssuer, verifyToken } from '../web-identity-token.ts';

/**
 * Gives a session of a role to who brings a token of an OpenID Connect provider that the role trusts. The call has no signature: the token
 * is the proof. Keys come from the issuer, which must be on this machine and may speak http there. The emulator's clock decides.
 */
export const assumeRoleWithWebIdentity = defineOperation<AssumeRoleWithWebIdentityCommandInput, AssumeRoleWithWebIdentityCommandOutput>({
  schema: AssumeRoleWithWebIdentity$,
  accepts: ['RoleArn', 'RoleSessionName', 'WebIdentityToken', 'PolicyArns', 'Policy', 'DurationSeconds'],
  // The caller is nobody until the issuer's keys are here, which takes a while: the trust policy is asked in `handle`.
  authorise: () => [],
  async handle(input, context) {
    const { WebIdentityToken: token = '', ...rest } = input;
    const asked = readAssumeRole(rest);
    if (token.length < 4) throw constraintFailed('webIdentityToken', token, 'Member must have length greater than or equal to 4');
    if (token.length > 20_000) throw constraintFailed('webIdentityToken', token, 'Member must have length less than or equal to 20000');
    const provider = providerOf(token, asked, context);
    const identity = await verifyToken(token, provider, directoryOf(context).issuerKeys, context.now());
    const federation: Federation = { provider: provider.arn, keys: conditionKeysOf(identity, provider) };
    const request = { ...asked, tags: tagsOf(identity) };
    const role = roleOf(request, context);
    requireTrust(context, request, federation);
    if (role === undefined) throw accessDenied('Not authorized to perform sts:AssumeRoleWithWebIdentity');
    return {
      ...issueSession(context, role, request, durationWithin(role, request.durationSeconds ?? 3600), federation),
      SubjectFromWebIdentityToken: identity.subject,
      Provider: identity.issuer,
      Audience: identity.audiences.find((audience) => provider.clientIds.includes(audience)),
      SourceIdentity: undefined,
    };
  },
});

function providerOf(token: string, { account }: AssumeRoleRequest, context: OperationContext): OidcProviderRow {
  const issuer = claimedIssuer(token);
  const provider = findOidcProvider(directoryOf(context).state, account, issuer);
  if (provider === undefined) throw invalidIdentityToken(`No OpenIDConnect provider found in your account for ${issuer}`);
  return provider;
}

/** As dispatch asks policies for other operations, but for the principal, whom dispatch could not know. */
function requireTrust(context: OperationContext, request: AssumeRoleRequest, federation: Federation): void {
  const { account } = request;
  const now = context.now();
  for (const want of assumeWants('sts:AssumeRoleWithWebIdentity', request, roleOf(request, context))) {
    const decision = evaluate({
      principal: { kind: 'web-identity', account, arn: federation.provider, federation },
      want,
      region: context.region,
      conditionKeys: {
        'aws:CurrentTime': now.toISOString(),
        'aws:EpochTime': String(Math.floor(now.getTime() / 1000)),
        'aws:SecureTransport': 'true',
        'aws:SourceIp': context.http.sourceIp,
      },
      identityPolicies: [],
    });
    if (decision.kind === 'denied') throw accessDenied(decision.sentence);
  }
}
