import {
  DeleteRoleCommand,
  GetRoleCommand,
  IAMClient,
  PutRolePermissionsBoundaryCommand,
  CreatePolicyCommand,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetAccessKeyInfoCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { makeRole, makeUser, policyOf, sessionOf, takeRole, trustIn } from './people.ts';
import { refusalOf } from './refusal.ts';
import { stsWebIdentity } from './sts-web-identity.ts';
import type { Conformance, ConformanceCase, ConformanceWorld } from './suite.ts';

const anyRole = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' } as const;
const listRoles = { Effect: 'Allow', Action: 'iam:ListRoles', Resource: '*' } as const;

const identity: readonly ConformanceCase[] = [
  {
    name: 'tells a user who he is',
    async run(world) {
      const person = await makeUser(world, world.account);
      const answer = await world.client(STSClient, world.account, person.credentials).send(new GetCallerIdentityCommand({}));
      world.assert.equal(answer.Arn, person.arn);
      world.assert.equal(answer.Account, world.account);
      world.assert.match(answer.UserId ?? '', /^AIDA[A-Z0-9]{17}$/);
    },
  },
  {
    name: 'tells a session its role and name',
    async run(world) {
      const role = await makeRole(world, world.account, trustIn({ AWS: world.account }));
      const session = await sessionOf(world, role, world.account);
      const answer = await world.client(STSClient, world.account, session).send(new GetCallerIdentityCommand({}));
      world.assert.equal(answer.Arn, `arn:aws:sts::${world.account}:assumed-role/${role.split('/')[1] ?? ''}/conformance`);
      world.assert.match(answer.UserId ?? '', /^AROA[A-Z0-9]{17}:conformance$/);
    },
  },
  {
    name: 'says whose an access key is',
    async run(world) {
      const person = await makeUser(world, world.otherAccount);
      const sts = world.client(STSClient, world.account);
      const answer = await sts.send(new GetAccessKeyInfoCommand({ AccessKeyId: person.credentials.accessKeyId }));
      world.assert.equal(answer.Account, world.otherAccount);
    },
  },
  {
    name: 'refuses a key that nobody has, a wrong secret and a wrong session token',
    needs: ['signature-check'],
    async run(world) {
      const role = await makeRole(world, world.account, trustIn({ AWS: world.account }));
      const session = await sessionOf(world, role, world.account);
      const codeWith = async (credentials: Partial<typeof session>): Promise<string> =>
        (await refusalOf(world.client(STSClient, world.account, { ...session, ...credentials }).send(new GetCallerIdentityCommand({}))))
          .code;
      world.assert.equal(await codeWith({ accessKeyId: 'ASIAAAAAAAAAAAAAAAAA' }), 'InvalidClientTokenId');
      world.assert.equal(await codeWith({ secretAccessKey: 'wrong' }), 'SignatureDoesNotMatch');
      world.assert.equal(await codeWith({ sessionToken: 'wrong' }), 'InvalidClientTokenId');
    },
  },
];

/** Tries to take the role as that user; says what came of it. */
async function attempt(
  world: ConformanceWorld,
  sts: STSClient,
  roleArn: string,
  more: Parameters<typeof takeRole>[2] = {},
): Promise<string> {
  try {
    const session = await takeRole(sts, roleArn, more);
    world.assert.match(session.accessKeyId, /^ASIA/);
    return 'taken';
  } catch (thrown) {
    return (await refusalOf(Promise.reject(thrown))).code;
  }
}

const trust: readonly ConformanceCase[] = [
  {
    name: 'hands out a session with AWS’s shape',
    async run(world) {
      const role = await makeRole(world, world.account, trustIn({ AWS: world.account }));
      const person = await makeUser(world, world.account, anyRole);
      const before = Date.now();
      const answer = await world
        .client(STSClient, world.account, person.credentials)
        .send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'conformance', DurationSeconds: 900 }));
      const { Role } = await world.client(IAMClient, world.account).send(new GetRoleCommand({ RoleName: role.split('/')[1] }));
      world.assert.equal(answer.AssumedRoleUser?.AssumedRoleId, `${Role?.RoleId ?? ''}:conformance`);
      world.assert.match(answer.Credentials?.AccessKeyId ?? '', /^ASIA[A-Z0-9]{16}$/);
      const lifeMs = (answer.Credentials?.Expiration?.getTime() ?? 0) - before;
      world.assert.ok(lifeMs > 890_000 && lifeMs < 960_000, `lives ${String(lifeMs)} ms`);
    },
  },
  {
    name: 'lets in whom the role trusts by name, without a policy of his own',
    needs: ['iam-enforcement'],
    async run(world) {
      const person = await makeUser(world, world.account);
      const sts = world.client(STSClient, world.account, person.credentials);
      world.assert.equal(await attempt(world, sts, await makeRole(world, world.account, trustIn({ AWS: person.arn }))), 'taken');
      world.assert.equal(await attempt(world, sts, await makeRole(world, world.account, trustIn({ AWS: world.account }))), 'AccessDenied');
    },
  },
  {
    name: 'answers the same to a role that does not trust the caller and to one that is not there',
    needs: ['iam-enforcement'],
    async run(world) {
      const person = await makeUser(world, world.account, anyRole);
      const sts = world.client(STSClient, world.account, person.credentials);
      const closed = await makeRole(world, world.account, trustIn({ Service: 'lambda.amazonaws.com' }));
      for (const role of [closed, `arn:aws:iam::${world.account}:role/${world.unique('nobody')}`]) {
        const { code, message, status } = await refusalOf(takeRole(sts, role));
        world.assert.deepEqual([code, status], ['AccessDenied', 403]);
        world.assert.equal(message, `User: ${person.arn} is not authorized to perform: sts:AssumeRole on resource: ${role}`);
      }
    },
  },
  {
    name: 'wants trust and a policy of the caller’s own across accounts',
    needs: ['iam-enforcement', 'cross-account-isolation'],
    async run(world) {
      const trusting = await makeRole(world, world.otherAccount, trustIn({ AWS: world.account }));
      const closed = await makeRole(world, world.otherAccount, trustIn({ AWS: world.otherAccount }));
      const allowed = await makeUser(world, world.account, anyRole);
      const idle = await makeUser(world, world.account);
      const as = ({ credentials }: typeof idle): STSClient => world.client(STSClient, world.account, credentials);
      world.assert.equal(await attempt(world, as(allowed), trusting), 'taken');
      world.assert.equal(await attempt(world, as(allowed), closed), 'AccessDenied');
      world.assert.equal(await attempt(world, as(idle), trusting), 'AccessDenied');
    },
  },
  {
    name: 'holds the caller to sts:ExternalId and aws:PrincipalArn',
    needs: ['iam-enforcement'],
    async run(world) {
      const person = await makeUser(world, world.account, anyRole);
      const sts = world.client(STSClient, world.account, person.credentials);
      const Condition = { StringEquals: { 'sts:ExternalId': 'right' }, ArnEquals: { 'aws:PrincipalArn': person.arn } };
      const role = await makeRole(world, world.account, trustIn({ AWS: world.account }, { Condition }));
      world.assert.equal(await attempt(world, sts, role, { ExternalId: 'right' }), 'taken');
      world.assert.equal(await attempt(world, sts, role, { ExternalId: 'wrong' }), 'AccessDenied');
      world.assert.equal(await attempt(world, sts, role), 'AccessDenied');
      const other = await makeUser(world, world.account, anyRole);
      const otherSts = world.client(STSClient, world.account, other.credentials);
      world.assert.equal(await attempt(world, otherSts, role, { ExternalId: 'right' }), 'AccessDenied');
    },
  },
  {
    name: 'wants sts:TagSession for tags, and gives them to policies',
    needs: ['iam-enforcement'],
    async run(world) {
      const person = await makeUser(world, world.account, { ...anyRole, Action: ['sts:AssumeRole', 'sts:TagSession'] });
      const sts = world.client(STSClient, world.account, person.credentials);
      const tags = { Tags: [{ Key: 'team', Value: 'pay' }] };
      const may = { ...listRoles, Condition: { StringEquals: { 'aws:PrincipalTag/team': 'pay' } } };
      const untagged = await makeRole(world, world.account, trustIn({ AWS: world.account }));
      world.assert.equal(await attempt(world, sts, untagged, tags), 'AccessDenied');
      const Action = ['sts:AssumeRole', 'sts:TagSession'];
      const role = await makeRole(world, world.account, trustIn({ AWS: world.account }, { Action }), may);
      const listAs = async (more: Parameters<typeof takeRole>[2]): Promise<unknown> =>
        world.client(IAMClient, world.account, await takeRole(sts, role, more)).send(new ListRolesCommand({}));
      await listAs(tags);
      world.assert.equal((await refusalOf(listAs({}))).code, 'AccessDenied');
    },
  },
];

const limits: readonly ConformanceCase[] = [
  {
    name: 'narrows a session by its policy and its role’s boundary',
    needs: ['iam-enforcement'],
    async run(world) {
      const iam = world.client(IAMClient, world.account);
      const role = await makeRole(world, world.account, trustIn({ AWS: world.account }), listRoles);
      const person = await makeUser(world, world.account, anyRole);
      const sts = world.client(STSClient, world.account, person.credentials);
      const list = async (Policy?: string): Promise<unknown> =>
        world
          .client(IAMClient, world.account, await takeRole(sts, role, Policy === undefined ? {} : { Policy }))
          .send(new ListRolesCommand({}));
      const other = policyOf({ Effect: 'Allow', Action: 'iam:GetRole', Resource: '*' });
      await list();
      await list(policyOf(listRoles));
      world.assert.match((await refusalOf(list(other))).message, / because no session policy allows the iam:ListRoles action$/);
      const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: world.unique('boundary'), PolicyDocument: other }));
      await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: role.split('/')[1], PermissionsBoundary: Policy?.Arn }));
      world.assert.match((await refusalOf(list())).message, / because no permissions boundary allows the iam:ListRoles action$/);
    },
  },
  {
    name: 'gives nothing more to the session of a role that was deleted',
    needs: ['iam-enforcement'],
    async run(world) {
      const role = await makeRole(world, world.account, trustIn({ AWS: world.account }));
      const iam = world.client(IAMClient, world.account, await sessionOf(world, role, world.account));
      await world.client(IAMClient, world.account).send(new DeleteRoleCommand({ RoleName: role.split('/')[1] }));
      world.assert.equal((await refusalOf(iam.send(new ListRolesCommand({})))).code, 'AccessDenied');
    },
  },
  {
    name: 'keeps to the role’s longest session, and to an hour from role to role',
    async run(world) {
      const role = await makeRole(world, world.account, trustIn({ AWS: world.account }), anyRole);
      const person = await makeUser(world, world.account, anyRole);
      const sts = world.client(STSClient, world.account, person.credentials);
      const tooLong = await refusalOf(takeRole(sts, role, { DurationSeconds: 3601 }));
      world.assert.deepEqual(
        [tooLong.code, tooLong.message],
        ['ValidationError', 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.'],
      );
      const chained = world.client(STSClient, world.account, await takeRole(sts, role));
      const { code, message } = await refusalOf(takeRole(chained, role, { DurationSeconds: 3601 }));
      world.assert.deepEqual(
        [code, message],
        ['ValidationError', 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.'],
      );
      world.assert.equal(await attempt(world, chained, role), 'taken');
    },
  },
  {
    name: 'checks what it is given as AWS does',
    async run(world) {
      const role = await makeRole(world, world.account, trustIn({ AWS: world.account }));
      const person = await makeUser(world, world.account, anyRole);
      const sts = world.client(STSClient, world.account, person.credentials);
      const refused = async (more: Parameters<typeof takeRole>[2]): Promise<readonly string[]> => {
        const { code, message } = await refusalOf(takeRole(sts, role, more));
        return [code, message];
      };
      const constraint = (member: string, value: string, text: string): readonly string[] => [
        'ValidationError',
        `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${text}`,
      ];
      world.assert.deepEqual(
        await refused({ RoleSessionName: 'Session1:2' }),
        constraint('roleSessionName', 'Session1:2', String.raw`satisfy regular expression pattern: [\w+=,.@-]*`),
      );
      world.assert.deepEqual(
        await refused({ DurationSeconds: 899 }),
        constraint('durationSeconds', '899', 'have value greater than or equal to 900'),
      );
      world.assert.deepEqual(await refused({ RoleArn: 'nothing-valid-in-here' }), ['ValidationError', 'nothing-valid-in-here is invalid']);
      world.assert.deepEqual(await refused({ Policy: '{}' }), ['MalformedPolicyDocument', 'Syntax errors in policy.']);
    },
  },
];

export const sts: Conformance = { service: 'sts', cases: [...identity, ...trust, ...limits, ...stsWebIdentity] };
