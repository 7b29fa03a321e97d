import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRolePermissionsBoundaryCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  IAMClient,
  ListPoliciesCommand,
  ListPolicyVersionsCommand,
  PutRolePermissionsBoundaryCommand,
  SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam';
import { policyOf, trustIn } from './people.ts';
import { refusalOf } from './refusal.ts';
import type { ConformanceCase, ConformanceWorld } from './suite.ts';

const documentOf = (Action: string): string => policyOf({ Effect: 'Allow', Action, Resource: '*' });

async function makePolicy(world: ConformanceWorld, iam: IAMClient, PolicyName = world.unique('policy')): Promise<string> {
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument: documentOf('s3:GetObject') }));
  return Policy?.Arn ?? '';
}

export const iamPolicies: readonly ConformanceCase[] = [
  {
    name: 'creates a managed policy and tells of it',
    async run(world) {
      const iam = world.client(IAMClient, world.account);
      const PolicyName = world.unique('policy');
      const input = { PolicyName, Path: '/app/', Description: 'reads', PolicyDocument: documentOf('s3:GetObject') };
      const { Policy: created } = await iam.send(new CreatePolicyCommand(input));
      world.assert.match(created?.PolicyId ?? '', /^ANPA[A-Z0-9]{17}$/);
      world.assert.equal(created?.Description, undefined);
      const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: created?.Arn }));
      world.assert.equal(Policy?.Arn, `arn:aws:iam::${world.account}:policy/app/${PolicyName}`);
      world.assert.deepEqual(
        [Policy?.DefaultVersionId, Policy?.AttachmentCount, Policy?.IsAttachable, Policy?.Description],
        ['v1', 0, true, 'reads'],
      );
      const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn: Policy?.Arn, VersionId: 'v1' }));
      world.assert.equal(decodeURIComponent(PolicyVersion?.Document ?? ''), input.PolicyDocument);
      const again = await refusalOf(iam.send(new CreatePolicyCommand(input)));
      world.assert.deepEqual(
        [again.code, again.message],
        ['EntityAlreadyExists', `A policy called ${PolicyName} already exists. Duplicate names are not allowed.`],
      );
      const { Policies } = await iam.send(new ListPoliciesCommand({ Scope: 'Local', PathPrefix: '/app/' }));
      world.assert.ok(Policies?.some(({ Arn }) => Arn === Policy?.Arn));
    },
  },
  {
    name: 'refuses documents that IAM can’t read',
    async run(world) {
      const iam = world.client(IAMClient, world.account);
      const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' } as const;
      const version = '2012-10-17';
      const refused = async (PolicyDocument: string): Promise<string> => {
        const { code, message } = await refusalOf(
          iam.send(new CreatePolicyCommand({ PolicyName: world.unique('policy'), PolicyDocument })),
        );
        world.assert.equal(code, 'MalformedPolicyDocument');
        return message;
      };
      world.assert.equal(await refused('not json'), 'Syntax errors in policy.');
      world.assert.equal(
        await refused(JSON.stringify({ Version: version, Statement: [{ ...allow, Condition: { Equals: { a: 'b' } } }] })),
        'Syntax errors in policy.',
      );
      world.assert.equal(await refused(JSON.stringify({ Statement: [allow] })), 'Policy document must be version 2012-10-17 or greater.');
      world.assert.equal(await refused(policyOf({ ...allow, Resource: 'bucket' })), 'Resource bucket must be in ARN format or "*".');
      world.assert.equal(await refused(policyOf({ ...allow, Action: [] })), 'Policy statement must contain actions.');
    },
  },
  {
    name: 'keeps up to five versions, one of them the default',
    async run(world) {
      const iam = world.client(IAMClient, world.account);
      const PolicyArn = await makePolicy(world, iam);
      const add = (SetAsDefault: boolean) =>
        iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: documentOf('s3:PutObject'), SetAsDefault }));
      world.assert.equal((await add(true)).PolicyVersion?.VersionId, 'v2');
      for (let more = 0; more < 3; more += 1) await add(false);
      const full = await refusalOf(add(false));
      world.assert.deepEqual(
        [full.code, full.message],
        [
          'LimitExceeded',
          'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
        ],
      );
      const deleteVersion = (VersionId: string) => iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
      world.assert.equal((await refusalOf(deleteVersion('v2'))).message, 'Cannot delete the default version of a policy.');
      await deleteVersion('v5');
      world.assert.equal((await add(false)).PolicyVersion?.VersionId, 'v6');
      await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }));
      const { Versions } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
      world.assert.deepEqual(
        Versions?.map(({ VersionId, IsDefaultVersion }) => [VersionId, IsDefaultVersion]),
        [
          ['v6', false],
          ['v4', false],
          ['v3', false],
          ['v2', false],
          ['v1', true],
        ],
      );
      const unknown = await refusalOf(iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v9' })));
      world.assert.deepEqual(
        [unknown.code, unknown.message],
        ['NoSuchEntity', `Policy ${PolicyArn} version v9 does not exist or is not attachable.`],
      );
    },
  },
  {
    name: 'deletes a policy when nobody carries it',
    async run(world) {
      const iam = world.client(IAMClient, world.account);
      const PolicyArn = await makePolicy(world, iam);
      const RoleName = world.unique('role');
      await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trustIn({ AWS: world.account }) }));
      await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
      world.assert.equal((await iam.send(new GetPolicyCommand({ PolicyArn }))).Policy?.AttachmentCount, 1);
      const carried = await refusalOf(iam.send(new DeletePolicyCommand({ PolicyArn })));
      world.assert.deepEqual([carried.code, carried.message], ['DeleteConflict', 'Cannot delete a policy attached to entities.']);
      await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
      await iam.send(new DeletePolicyCommand({ PolicyArn }));
      const gone = await refusalOf(iam.send(new DeletePolicyCommand({ PolicyArn })));
      world.assert.deepEqual([gone.code, gone.message], ['NoSuchEntity', `Policy ${PolicyArn} was not found.`]);
    },
  },
  {
    name: 'leaves AWS’s own policies alone',
    async run(world) {
      const iam = world.client(IAMClient, world.account);
      const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
      const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
      world.assert.equal(Policy?.PolicyName, 'AdministratorAccess');
      const refused = await refusalOf(iam.send(new DeletePolicyCommand({ PolicyArn })));
      world.assert.deepEqual([refused.code, refused.message], ['AccessDenied', 'Cannot delete policies outside your own account.']);
    },
  },
  {
    name: 'puts a boundary on a role and takes it away',
    async run(world) {
      const iam = world.client(IAMClient, world.account);
      const boundary = await makePolicy(world, iam);
      const RoleName = world.unique('role');
      await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trustIn({ AWS: world.account }) }));
      await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: boundary }));
      const boundaryNow = async () => (await iam.send(new GetRoleCommand({ RoleName }))).Role?.PermissionsBoundary?.PermissionsBoundaryArn;
      world.assert.equal(await boundaryNow(), boundary);
      await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
      world.assert.equal(await boundaryNow(), undefined);
      const invalid = `arn:aws:iam::${world.account}:not_a_policy/x`;
      const refused = await refusalOf(iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: invalid })));
      world.assert.deepEqual([refused.code, refused.message], ['InvalidInput', `ARN ${invalid} is not valid.`]);
    },
  },
];
