import { CreateOpenIDConnectProviderCommand, IAMClient } from '@aws-sdk/client-iam';
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { startOidcIssuer } from './oidc-issuer.ts';
import { makeRole } from './people.ts';
import { refusalOf } from './refusal.ts';
import type { ConformanceCase } from './suite.ts';

export const stsWebIdentity: readonly ConformanceCase[] = [
  {
    name: 'gives a role to who brings a token that its trust policy is content with',
    needs: ['iam-enforcement', 'loopback-issuer'],
    async run(world) {
      await using issuer = await startOidcIssuer();
      const provider = issuer.url.replace('http://', '');
      const made = await world
        .client(IAMClient, world.account)
        .send(new CreateOpenIDConnectProviderCommand({ Url: issuer.url, ClientIDList: ['sts.amazonaws.com'] }));
      const trust = {
        Effect: 'Allow',
        Principal: { Federated: made.OpenIDConnectProviderArn },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { [`${provider}:aud`]: 'sts.amazonaws.com' }, StringLike: { [`${provider}:sub`]: 'repo:shop/*' } },
      };
      const RoleArn = await makeRole(world, world.account, JSON.stringify({ Version: '2012-10-17', Statement: [trust] }));
      const sts = world.client(STSClient, world.account);
      const { Credentials, SubjectFromWebIdentityToken } = await sts.send(
        new AssumeRoleWithWebIdentityCommand({
          RoleArn,
          RoleSessionName: 'conformance',
          WebIdentityToken: await issuer.token({ sub: 'repo:shop/pay' }),
        }),
      );
      world.assert.equal(SubjectFromWebIdentityToken, 'repo:shop/pay');
      const session = {
        accessKeyId: Credentials?.AccessKeyId ?? '',
        secretAccessKey: Credentials?.SecretAccessKey ?? '',
        sessionToken: Credentials?.SessionToken ?? '',
      };
      const { Arn } = await world.client(STSClient, world.account, session).send(new GetCallerIdentityCommand({}));
      world.assert.match(Arn ?? '', /:assumed-role\/.*\/conformance$/);
      const WebIdentityToken = await issuer.token({ sub: 'repo:other/pay' });
      const { code, message } = await refusalOf(
        sts.send(new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: 'conformance', WebIdentityToken })),
      );
      world.assert.deepEqual([code, message], ['AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity']);
    },
  },
];
