import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { policyOf, trustIn } from './people.ts';
import { refusalOf } from './refusal.ts';
import type { ConformanceCase } from './suite.ts';

const lambdaTrust = trustIn({ Service: 'lambda.amazonaws.com' });
const basicExecution = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
const readLogs = policyOf({ Effect: 'Allow', Action: 'logs:GetLogEvents', Resource: '*' });

export const iamRoles: readonly ConformanceCase[] = [
  {
    name: 'creates a role and tells of it',
    async run(world) {
      const iam = world.client(IAMClient, world.account);
      const RoleName = world.unique('role');
      const input = { RoleName, Path: '/app/', Description: 'pays', MaxSessionDuration: 7200, Tags: [{ Key: 'team', Value: 'pay' }] };
      const { Role: created } = await iam.send(new CreateRoleCommand({ ...input, AssumeRolePolicyDocument: lambdaTrust }));
      world.assert.match(created?.RoleId ?? '', /^AROA[A-Z0-9]{17}$/);
      const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
      world.assert.equal(Role?.Arn, `arn:aws:iam::${world.account}:role/app/${RoleName}`);
      world.assert.equal(Role?.RoleId, created?.RoleId);
      world.assert.equal(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''), lambdaTrust);
      world.assert.deepEqual([Role?.Path, Role?.Description, Role?.MaxSessionDuration, Role?.Tags], ['/app/', 'pays', 7200, input.Tags]);
    },
  },
  {
    name: 'refuses a second role of the same name, whatever its case',
    async run(world) {
      const iam = world.client(IAMClient, world.account);
      const RoleName = world.unique('role');
      const make = (name: string) => iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: lambdaTrust }));
      await make(RoleName);
      world.assert.deepEqual(await refusalOf(make(RoleName)), {
        code: 'EntityAlreadyExists',
        message: `Role with name ${RoleName} already exists.`,
        status: 409,
      });
      world.assert.equal((await refusalOf(make(RoleName.toUpperCase()))).code, 'EntityAlreadyExists');
    },
  },
  {
    name: 'knows no role that was not made or is gone',
    async run(world) {
      const iam = world.client(IAMClient, world.account);
      const RoleName = world.unique('role');
      const missing = { code: 'NoSuchEntity', message: `The role with name ${RoleName} cannot be found.`, status: 404 };
      world.assert.deepEqual(await refusalOf(iam.send(new GetRoleCommand({ RoleName }))), missing);
      await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: lambdaTrust }));
      await iam.send(new DeleteRoleCommand({ RoleName }));
      world.assert.deepEqual(await refusalOf(iam.send(new GetRoleCommand({ RoleName }))), missing);
      world.assert.deepEqual(await refusalOf(iam.send(new DeleteRoleCommand({ RoleName }))), missing);
      world.assert.deepEqual(
        await refusalOf(iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument: readLogs }))),
        missing,
      );
    },
  },
  {
    name: 'refuses trust policies that make no sense',
    async run(world) {
      const iam = world.client(IAMClient, world.account);
      const gone = `arn:aws:iam::${world.account}:role/${world.unique('gone')}`;
      const refused = async (AssumeRolePolicyDocument: string): Promise<string> => {
        const { code, message } = await refusalOf(
          iam.send(new CreateRoleCommand({ RoleName: world.unique('role'), AssumeRolePolicyDocument })),
        );
        world.assert.equal(code, 'MalformedPolicyDocument');
        return message;
      };
      world.assert.equal(await refused('not json'), 'This policy contains invalid Json');
      world.assert.equal(
        await refused(trustIn('*', { Action: 's3:GetObject' })),
        'AssumeRole policy may only specify STS AssumeRole actions.',
      );
      world.assert.equal(await refused(trustIn('*', { Resource: '*' })), 'Has prohibited field Resource');
      world.assert.equal(await refused(trustIn({ AWS: gone })), `Invalid principal in policy: "AWS":"${gone}"`);
    },
  },
  {
    name: 'changes a role and its trust',
    async run(world) {
      const iam = world.client(IAMClient, world.account);
      const RoleName = world.unique('role');
      await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: lambdaTrust, Description: 'before' }));
      const trust = trustIn({ AWS: world.account });
      await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust }));
      await iam.send(new UpdateRoleCommand({ RoleName, MaxSessionDuration: 43_200 }));
      const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
      world.assert.equal(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''), trust);
      world.assert.deepEqual([Role?.Description, Role?.MaxSessionDuration], ['before', 43_200]);
      const tooLong = iam.send(new UpdateRoleCommand({ RoleName, MaxSessionDuration: 43_201 }));
      world.assert.equal((await refusalOf(tooLong)).code, 'ValidationError');
    },
  },
  {
    name: 'keeps inline policies',
    async run(world) {
      const iam = world.client(IAMClient, world.account);
      const RoleName = world.unique('role');
      await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: lambdaTrust }));
      for (const PolicyName of ['second', 'first'])
        await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: readLogs }));
      world.assert.deepEqual((await iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames, ['first', 'second']);
      const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'first' }));
      world.assert.equal(decodeURIComponent(PolicyDocument ?? ''), readLogs);
      const conflict = await refusalOf(iam.send(new DeleteRoleCommand({ RoleName })));
      world.assert.deepEqual([conflict.code, conflict.message], ['DeleteConflict', 'Cannot delete entity, must delete policies first.']);
      for (const PolicyName of ['first', 'second']) await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
      const { code, message } = await refusalOf(iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'first' })));
      world.assert.deepEqual([code, message], ['NoSuchEntity', 'The role policy with name first cannot be found.']);
      await iam.send(new DeleteRoleCommand({ RoleName }));
    },
  },
  {
    name: 'attaches and detaches managed policies',
    async run(world) {
      const iam = world.client(IAMClient, world.account);
      const RoleName = world.unique('role');
      await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: lambdaTrust }));
      const attached = async () => (await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))).AttachedPolicies;
      await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: basicExecution }));
      await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: basicExecution }));
      world.assert.deepEqual(await attached(), [{ PolicyName: 'AWSLambdaBasicExecutionRole', PolicyArn: basicExecution }]);
      const conflict = await refusalOf(iam.send(new DeleteRoleCommand({ RoleName })));
      world.assert.deepEqual(
        [conflict.code, conflict.message],
        ['DeleteConflict', 'Cannot delete entity, must detach all policies first.'],
      );
      await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: basicExecution }));
      world.assert.deepEqual(await attached(), []);
      const again = await refusalOf(iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: basicExecution })));
      world.assert.deepEqual([again.code, again.message], ['NoSuchEntity', `Policy ${basicExecution} was not found.`]);
      const nowhere = `arn:aws:iam::${world.account}:policy/${world.unique('nowhere')}`;
      const unknown = await refusalOf(iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: nowhere })));
      world.assert.deepEqual([unknown.code, unknown.message], ['NoSuchEntity', `Policy ${nowhere} does not exist or is not attachable.`]);
    },
  },
  {
    name: 'tags a role without regard to case',
    async run(world) {
      const iam = world.client(IAMClient, world.account);
      const RoleName = world.unique('role');
      await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: lambdaTrust, Tags: [{ Key: 'a', Value: '1' }] }));
      await iam.send(
        new TagRoleCommand({
          RoleName,
          Tags: [
            { Key: 'A', Value: '2' },
            { Key: 'b', Value: '' },
          ],
        }),
      );
      const tags = async () => (await iam.send(new ListRoleTagsCommand({ RoleName }))).Tags;
      world.assert.deepEqual(await tags(), [
        { Key: 'A', Value: '2' },
        { Key: 'b', Value: '' },
      ]);
      await iam.send(new UntagRoleCommand({ RoleName, TagKeys: ['a'] }));
      world.assert.deepEqual(await tags(), [{ Key: 'b', Value: '' }]);
      const twice = iam.send(
        new TagRoleCommand({
          RoleName,
          Tags: [
            { Key: 'x', Value: '1' },
            { Key: 'X', Value: '2' },
          ],
        }),
      );
      const { code, message } = await refusalOf(twice);
      world.assert.deepEqual(
        [code, message],
        ['InvalidInput', 'Duplicate tag keys found. Please note that Tag keys are case insensitive.'],
      );
    },
  },
  {
    name: 'lists roles by path and page',
    async run(world) {
      const iam = world.client(IAMClient, world.account);
      const Path = `/${world.unique('path')}/`;
      const names = [1, 2, 3].map(() => world.unique('role'));
      for (const RoleName of names) await iam.send(new CreateRoleCommand({ RoleName, Path, AssumeRolePolicyDocument: lambdaTrust }));
      const first = await iam.send(new ListRolesCommand({ PathPrefix: Path, MaxItems: 2 }));
      world.assert.equal(first.IsTruncated, true);
      const second = await iam.send(new ListRolesCommand({ PathPrefix: Path, MaxItems: 2, Marker: first.Marker }));
      world.assert.equal(second.IsTruncated, false);
      const listed = [...(first.Roles ?? []), ...(second.Roles ?? [])].map(({ RoleName }) => RoleName);
      world.assert.deepEqual(listed, [...names].sort());
    },
  },
];
