import { CreateOpenIDConnectProviderCommand, DeleteOpenIDConnectProviderCommand } from '@aws-sdk/client-iam';
import { AssumeRoleWithWebIdentityCommand } from '@aws-sdk/client-sts';
import { startIssuer } from '../../../oidc/index.ts';
import { audience } from '../../identity/web-identity.ts';
import { errorOf } from '../error-of.ts';
import { makeRole } from '../make-role.ts';
import { found, lacking, type Probe } from '../probe.ts';

/** Whether STS takes a token for what its issuer says, and no other. */
export const webIdentity: Probe = {
  capability: 'web-identity',
  try: async (place) => {
    await using issuer = await startIssuer();
    await using unknown = await startIssuer();
    const { iam, sts } = place.owner(place.account);
    const provider = issuer.url.replace(/^https?:\/\//, '');
    const registered = { Url: issuer.url, ClientIDList: [audience], ThumbprintList: ['0'.repeat(40)] };
    const { OpenIDConnectProviderArn: arn = '' } = await iam.send(new CreateOpenIDConnectProviderCommand(registered));
    place.afterwards(() => iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn })));
    const RoleArn = await makeRole(place, {
      Principal: { Federated: arn },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { [`${provider}:aud`]: audience, [`${provider}:sub`]: 'probe' } },
    });
    const bear = (WebIdentityToken: string): Promise<string | null> =>
      errorOf(sts.send(new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: 'probe', WebIdentityToken })));
    const [good, stranger, forged] = await Promise.all([
      bear(await issuer.token('probe', audience)),
      bear(await issuer.token('somebody-else', audience)),
      bear(await unknown.token('probe', audience)),
    ]);
    if (good !== null) return lacking(`a token that the role trusts was refused (${good})`);
    if (stranger === null) return lacking('a token of somebody whom the role does not trust was taken');
    if (forged === null) return lacking('a token of an issuer that the account does not know was taken');
    return found(`a token of somebody else (${stranger}) and one of an unknown issuer (${forged}) were refused`);
  },
};
