import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteUserCommand,
  DeleteUserPolicyCommand,
  DetachUserPolicyCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListAttachedUserPoliciesCommand,
  ListRolesCommand,
  ListUserPoliciesCommand,
  ListUsersCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { makeRole, makeUser, policyOf, sessionOf, trustIn } from './people.ts';
import { refusalOf } from './refusal.ts';
import type { ConformanceCase } from './suite.ts';

const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';

export const iamIdentities: readonly ConformanceCase[] = [
  {
    name: 'keeps users with their policies',
    async run(world) {
      const iam = world.client(IAMClient, world.account);
      const UserName = world.unique('user');
      const { User } = await iam.send(new CreateUserCommand({ UserName, Tags: [{ Key: 'a', Value: 'b' }] }));
      world.assert.match(User?.UserId ?? '', /^AIDA[A-Z0-9]{17}$/);
      world.assert.equal(
        (await refusalOf(iam.send(new CreateUserCommand({ UserName })))).message,
        `User with name ${UserName} already exists.`,
      );
      const PolicyDocument = policyOf({ Effect: 'Allow', Action: 's3:*', Resource: '*' });
      await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'p', PolicyDocument }));
      await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: administrator }));
      world.assert.deepEqual((await iam.send(new GetUserCommand({ UserName }))).User?.Tags, [{ Key: 'a', Value: 'b' }]);
      world.assert.deepEqual((await iam.send(new ListUserPoliciesCommand({ UserName }))).PolicyNames, ['p']);
      const { AttachedPolicies } = await iam.send(new ListAttachedUserPoliciesCommand({ UserName }));
      world.assert.deepEqual(AttachedPolicies, [{ PolicyName: 'AdministratorAccess', PolicyArn: administrator }]);
      const inline = await iam.send(new GetUserPolicyCommand({ UserName, PolicyName: 'p' }));
      world.assert.equal(decodeURIComponent(inline.PolicyDocument ?? ''), PolicyDocument);
      world.assert.ok((await iam.send(new ListUsersCommand({}))).Users?.some((each) => each.UserName === UserName));
      const deleted = () => iam.send(new DeleteUserCommand({ UserName }));
      world.assert.equal((await refusalOf(deleted())).message, 'Cannot delete entity, must detach all policies first.');
      await iam.send(new DetachUserPolicyCommand({ UserName, PolicyArn: administrator }));
      world.assert.equal((await refusalOf(deleted())).message, 'Cannot delete entity, must delete policies first.');
      await iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName: 'p' }));
      await deleted();
      world.assert.equal((await refusalOf(deleted())).message, `The user with name ${UserName} cannot be found.`);
    },
  },
  {
    name: 'gives a user two access keys, and takes them away',
    async run(world) {
      const iam = world.client(IAMClient, world.account);
      const UserName = world.unique('user');
      await iam.send(new CreateUserCommand({ UserName }));
      const make = () => iam.send(new CreateAccessKeyCommand({ UserName }));
      const keys = [await make(), await make()].map(({ AccessKey }) => AccessKey?.AccessKeyId ?? '');
      const third = await refusalOf(make());
      world.assert.deepEqual(
        [third.code, third.message, third.status],
        ['LimitExceeded', 'Cannot exceed quota for AccessKeysPerUser: 2', 409],
      );
      const listed = await iam.send(new ListAccessKeysCommand({ UserName }));
      world.assert.deepEqual(listed.AccessKeyMetadata?.map(({ AccessKeyId }) => AccessKeyId ?? '').sort(), [...keys].sort());
      world.assert.equal(
        (await refusalOf(iam.send(new DeleteUserCommand({ UserName })))).message,
        'Cannot delete entity, must delete access keys first.',
      );
      for (const AccessKeyId of keys) await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
      const gone = await refusalOf(iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId: keys[0] })));
      world.assert.equal(gone.message, `The Access Key with id ${keys[0] ?? ''} cannot be found.`);
      await iam.send(new DeleteUserCommand({ UserName }));
    },
  },
  {
    name: 'lets in nobody with a key that is inactive or deleted',
    needs: ['signature-check'],
    async run(world) {
      const iam = world.client(IAMClient, world.account);
      const { name: UserName, credentials } = await makeUser(world, world.account);
      const { accessKeyId: AccessKeyId } = credentials;
      const sts = world.client(STSClient, world.account, credentials);
      const ask = () => sts.send(new GetCallerIdentityCommand({}));
      await ask();
      await iam.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Inactive' }));
      world.assert.equal((await refusalOf(ask())).code, 'InvalidClientTokenId');
      await iam.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Active' }));
      await ask();
      await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
      world.assert.equal((await refusalOf(ask())).code, 'InvalidClientTokenId');
    },
  },
  {
    name: 'says who may not do what, and why',
    needs: ['iam-enforcement'],
    async run(world) {
      const person = await makeUser(world, world.account, { Effect: 'Deny', Action: 'iam:ListUsers', Resource: '*' });
      const iam = world.client(IAMClient, world.account, person.credentials);
      const RoleName = world.unique('role');
      const arn = `arn:aws:iam::${world.account}:role/${RoleName}`;
      const create = iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trustIn({ AWS: world.account }) }));
      world.assert.deepEqual(await refusalOf(create), {
        code: 'AccessDenied',
        message: `User: ${person.arn} is not authorized to perform: iam:CreateRole on resource: ${arn} because no identity-based policy allows the iam:CreateRole action`,
        status: 403,
      });
      const list = await refusalOf(iam.send(new ListUsersCommand({})));
      world.assert.match(list.message, / with an explicit deny in an identity-based policy$/);
    },
  },
  {
    name: 'lets a role do what its policy names, from the moment it is there',
    needs: ['iam-enforcement'],
    async run(world) {
      const role = await makeRole(world, world.account, trustIn({ AWS: world.account }));
      const session = world.client(IAMClient, world.account, await sessionOf(world, role, world.account));
      world.assert.equal((await refusalOf(session.send(new ListRolesCommand({})))).code, 'AccessDenied');
      const PolicyDocument = policyOf({ Effect: 'Allow', Action: 'iam:List*', Resource: `arn:aws:iam::${world.account}:role/*` });
      const RoleName = role.split('/')[1];
      await world.client(IAMClient, world.account).send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument }));
      await session.send(new ListRolesCommand({}));
      world.assert.equal((await refusalOf(session.send(new ListUsersCommand({})))).code, 'AccessDenied');
    },
  },
  {
    name: 'keeps accounts apart',
    needs: ['cross-account-isolation'],
    async run(world) {
      const person = await makeUser(world, world.account);
      const elsewhere = world.client(IAMClient, world.otherAccount).send(new GetUserCommand({ UserName: person.name }));
      world.assert.equal((await refusalOf(elsewhere)).code, 'NoSuchEntity');
    },
  },
];
