import type {
  AnonymousPrincipal,
  AssumedRolePrincipal,
  RootPrincipal,
  ServicePrincipal,
  UserPrincipal,
  WebIdentityPrincipal,
} from './principal.ts';

/** One caller of each kind, for tests. All but the last are at home in `account`. */
export const account = '111122223333';
export const otherAccount = '444455556666';

export const root: RootPrincipal = { kind: 'root', account, arn: `arn:aws:iam::${account}:root` };

export const user: UserPrincipal = {
  kind: 'user',
  account,
  arn: `arn:aws:iam::${account}:user/ann`,
  userName: 'ann',
  userId: 'AIDAANN',
};

export const session: AssumedRolePrincipal = {
  kind: 'assumed-role',
  account,
  arn: `arn:aws:sts::${account}:assumed-role/deployer/run`,
  roleArn: `arn:aws:iam::${account}:role/deployer`,
  roleName: 'deployer',
  roleId: 'AROADEPLOYER',
  sessionName: 'run',
  sessionPolicies: [],
  sessionTags: {},
  expiresAt: new Date('2026-01-01T01:00:00Z'),
};

export const lambda: ServicePrincipal = { kind: 'service', account, service: 'lambda.amazonaws.com' };

export const webIdentity: WebIdentityPrincipal = {
  kind: 'web-identity',
  account,
  arn: `arn:aws:iam::${account}:oidc-provider/127.0.0.1:4444`,
  federation: {
    provider: `arn:aws:iam::${account}:oidc-provider/127.0.0.1:4444`,
    keys: { '127.0.0.1:4444:aud': ['sts.amazonaws.com'], '127.0.0.1:4444:sub': 'repo:shop/pay:ref:refs/heads/main' },
  },
};

export const anonymous: AnonymousPrincipal = { kind: 'anonymous' };
