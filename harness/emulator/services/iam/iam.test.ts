import {
  AttachRolePolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRolePermissionsBoundaryCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetRoleCommand,
  GetUserCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListPoliciesCommand,
  ListRolesCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  SetDefaultPolicyVersionCommand,
  TagRoleCommand,
  UpdateAccessKeyCommand,
  UpdateRoleDescriptionCommand,
} from '@aws-sdk/client-iam';
import type { CreateRoleCommandInput } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { otherTestAccount, startTestEmulator, testAccount } from '../../testing.ts';
import type { TestEmulator } from '../../testing.ts';
import { service } from './service.ts';

let emulator: TestEmulator;
let iam: IAMClient;

beforeAll(async () => {
  emulator = await startTestEmulator({ services: { iam: () => Promise.resolve(service) } });
  iam = emulator.client(IAMClient);
});

afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
});

const trustIn = (Principal: unknown): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] });
const trust = trustIn({ Service: 'lambda.amazonaws.com' });
const allow = (Action: string, more: object = {}): object => ({ Effect: 'Allow', Action, Resource: '*', ...more });
const policy = (...Statement: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });
const long = (characters: number): string => policy(allow(`s3:${'x'.repeat(characters)}`));

let made = 0;
const unique = (prefix: string): string => `${prefix}${String((made += 1))}`;

async function makeRole(more: Partial<CreateRoleCommandInput> = {}): Promise<string> {
  const RoleName = unique('role');
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust, ...more }));
  return RoleName;
}

const refusal = (code: string, message: string): object => ({ name: expect.stringMatching(`^${code}(Exception)?$`) as string, message });
const containing = (code: string, text: string): object => ({
  name: expect.stringMatching(`^${code}(Exception)?$`) as string,
  message: expect.stringContaining(text) as string,
});

describe('CreateRole', () => {
  it.each<[Partial<CreateRoleCommandInput>, string, string]>([
    [
      { RoleName: 'x'.repeat(65) },
      'ValidationError',
      "Value at 'roleName' failed to satisfy constraint: Member must have length less than or equal to 64",
    ],
    [{ RoleName: 'a b' }, 'ValidationError', 'The specified value for roleName is invalid. It must contain only alphanumeric characters'],
    [{ Path: 'app/' }, 'ValidationError', 'The specified value for path is invalid. It must begin and end with /'],
    [{ Path: '/app' }, 'ValidationError', 'The specified value for path is invalid'],
    [{ Path: '/a b/' }, 'ValidationError', 'The specified value for path is invalid'],
    [
      { Path: `/${'x'.repeat(511)}/` },
      'ValidationError',
      "Value at 'path' failed to satisfy constraint: Member must have length less than or equal to 512",
    ],
    [
      { MaxSessionDuration: 3599 },
      'ValidationError',
      "Value at 'maxSessionDuration' failed to satisfy constraint: Member must have value greater than or equal to 3600",
    ],
    [{ MaxSessionDuration: 43_201 }, 'ValidationError', 'Member must have value less than or equal to 43200'],
    [
      { Description: 'each stage’s own' },
      'ValidationError',
      String.raw`Value at 'description' failed to satisfy constraint: Member must satisfy regular expression pattern: [\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*`,
    ],
    [
      { Description: 'x'.repeat(1001) },
      'ValidationError',
      "Value at 'description' failed to satisfy constraint: Member must have length less than or equal to 1000",
    ],
    [
      { AssumeRolePolicyDocument: trustIn({ AWS: [...Array(200).keys()].map((n) => String(n).padStart(12, '1')) }) },
      'LimitExceeded',
      'Cannot exceed quota for ACLSizePerRole: 2048',
    ],
    [
      { PermissionsBoundary: `arn:aws:iam::${testAccount}:policy/nowhere` },
      'NoSuchEntity',
      `Scope ARN: arn:aws:iam::${testAccount}:policy/nowhere does not exist or is not attachable.`,
    ],
    [
      { Tags: [{ Key: 'x'.repeat(129), Value: '' }] },
      'ValidationError',
      "Value at 'tags.1.member.key' failed to satisfy constraint: Member must have length less than or equal to 128",
    ],
    [
      {
        Tags: [
          { Key: 'a', Value: '' },
          { Key: 'b', Value: 'x'.repeat(257) },
        ],
      },
      'ValidationError',
      "Value at 'tags.2.member.value' failed to satisfy constraint: Member must have length less than or equal to 256",
    ],
    [
      { Tags: [{ Key: 'a!', Value: '' }] },
      'ValidationError',
      String.raw`Value at 'tags.1.member.key' failed to satisfy constraint: Member must satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]+`,
    ],
    [
      { Tags: [{ Key: 'a', Value: '!' }] },
      'ValidationError',
      "Value at 'tags.1.member.value' failed to satisfy constraint: Member must satisfy",
    ],
    [
      { Tags: [...Array(51).keys()].map((n) => ({ Key: String(n), Value: '' })) },
      'ValidationError',
      "Value at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50",
    ],
  ])('refuses %j', async (input, code, message) => {
    await expect(makeRole(input)).rejects.toMatchObject(containing(code, message));
  });

  it('takes what is just within', async () => {
    const Tags = [...Array(50).keys()].map((n) => ({ Key: String(n).padEnd(128, 'k'), Value: 'v'.repeat(256) }));
    const RoleName = await makeRole({ RoleName: 'x'.repeat(64), Path: `/${'x'.repeat(510)}/`, MaxSessionDuration: 43_200, Tags }).then(() =>
      'x'.repeat(64),
    );
    expect((await iam.send(new GetRoleCommand({ RoleName }))).Role?.Tags).toEqual(Tags);
    await expect(iam.send(new TagRoleCommand({ RoleName, Tags: [{ Key: 'more', Value: '' }] }))).rejects.toMatchObject(
      containing('ValidationError', "Value at 'tags' failed"),
    );
  });

  it('answers the session’s duration only to those who gave one', async () => {
    const make = (more: Partial<CreateRoleCommandInput>) =>
      iam.send(new CreateRoleCommand({ RoleName: unique('role'), AssumeRolePolicyDocument: trust, ...more }));
    expect((await make({})).Role?.MaxSessionDuration).toBeUndefined();
    expect((await make({ MaxSessionDuration: 3600 })).Role?.MaxSessionDuration).toBe(3600);
  });

  it('trusts roles, users and sessions that are there, in other accounts too', async () => {
    const other = emulator.client(IAMClient, otherTestAccount);
    const { Role } = await other.send(new CreateRoleCommand({ RoleName: 'far', Path: '/p/', AssumeRolePolicyDocument: trust }));
    const { User } = await other.send(new CreateUserCommand({ UserName: 'faraway' }));
    const session = `arn:aws:sts::${otherTestAccount}:assumed-role/far/run`;
    await expect(makeRole({ AssumeRolePolicyDocument: trustIn({ AWS: [Role?.Arn, User?.Arn, session] }) })).resolves.toBeDefined();
    const wrongPath = `arn:aws:iam::${otherTestAccount}:role/far`;
    for (const AWS of [
      wrongPath,
      `arn:aws:iam::${otherTestAccount}:user/far`,
      `arn:aws:sts::${otherTestAccount}:assumed-role/nobody/run`,
    ]) {
      await expect(makeRole({ AssumeRolePolicyDocument: trustIn({ AWS }) })).rejects.toMatchObject(
        refusal('MalformedPolicyDocument', `Invalid principal in policy: "AWS":"${AWS}"`),
      );
    }
  });
});

describe('quotas', () => {
  it('count inline policies together, without white space', async () => {
    const RoleName = await makeRole();
    const put = (PolicyName: string, PolicyDocument: string) =>
      iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
    await put('a', long(9000));
    await put('b', `${long(900)}${' '.repeat(5000)}`);
    await expect(put('c', long(900))).rejects.toMatchObject(
      refusal('LimitExceeded', `Maximum policy size of 10240 bytes exceeded for role ${RoleName}`),
    );
    await put('b', long(100));
    const UserName = unique('user');
    await iam.send(new CreateUserCommand({ UserName }));
    await expect(iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'a', PolicyDocument: long(2048) }))).rejects.toMatchObject(
      refusal('LimitExceeded', `Maximum policy size of 2048 bytes exceeded for user ${UserName}`),
    );
  });

  it('let ten managed policies be attached, of 6144 characters each', async () => {
    const RoleName = await makeRole();
    const attach = async (): Promise<unknown> => {
      const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: unique('policy'), PolicyDocument: long(1) }));
      return iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: Policy?.Arn }));
    };
    for (let count = 0; count < 10; count += 1) await attach();
    await expect(attach()).rejects.toMatchObject(refusal('LimitExceeded', 'Cannot exceed quota for PoliciesPerRole: 10'));
    await expect(iam.send(new CreatePolicyCommand({ PolicyName: unique('policy'), PolicyDocument: long(6144) }))).rejects.toMatchObject(
      refusal('LimitExceeded', 'Cannot exceed quota for PolicySize: 6144'),
    );
  });
});

describe('managed policies', () => {
  const makePolicy = async (): Promise<string> => {
    const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: unique('policy'), PolicyDocument: long(1) }));
    return Policy?.Arn ?? '';
  };

  it('are listed by scope, path and use', async () => {
    const PolicyArn = await makePolicy();
    const arns = async (input: object): Promise<readonly unknown[]> =>
      ((await iam.send(new ListPoliciesCommand(input))).Policies ?? []).map(({ Arn }) => Arn);
    const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';
    expect(await arns({})).toEqual(expect.arrayContaining([PolicyArn, administrator]));
    expect(await arns({ Scope: 'Local' })).not.toContain(administrator);
    expect(await arns({ Scope: 'AWS' })).not.toContain(PolicyArn);
    expect(await arns({ Scope: 'AWS', PathPrefix: '/service-role/' })).not.toContain(administrator);
    expect(await arns({ Scope: 'Local', OnlyAttached: true })).not.toContain(PolicyArn);
    await iam.send(new AttachRolePolicyCommand({ RoleName: await makeRole(), PolicyArn }));
    expect(await arns({ Scope: 'Local', OnlyAttached: true })).toContain(PolicyArn);
  });

  it('are not deleted while they are boundaries or have several versions', async () => {
    const PolicyArn = await makePolicy();
    const RoleName = await makeRole({ PermissionsBoundary: PolicyArn });
    const remove = () => iam.send(new DeletePolicyCommand({ PolicyArn }));
    expect((await iam.send(new GetPolicyCommand({ PolicyArn }))).Policy).toMatchObject({
      AttachmentCount: 0,
      PermissionsBoundaryUsageCount: 1,
    });
    await expect(remove()).rejects.toMatchObject(refusal('DeleteConflict', 'Cannot delete a policy attached to entities.'));
    await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
    await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: long(2) }));
    await expect(remove()).rejects.toMatchObject(containing('DeleteConflict', 'This policy has more than one version.'));
  });

  it('of AWS stay as they are', async () => {
    const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    const calls = [
      iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v1' })),
      iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v1' })),
      iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: long(1) })),
    ];
    for (const call of calls) await expect(call).rejects.toMatchObject(containing('AccessDenied', 'outside your own account.'));
  });

  it('are named by ARNs', async () => {
    const RoleName = await makeRole();
    const attach = (PolicyArn: string) => iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    await expect(attach('longpolicynamebutnoarn')).rejects.toMatchObject(
      refusal('ValidationError', 'ARN longpolicynamebutnoarn is not valid.'),
    );
    await expect(attach('short')).rejects.toMatchObject(containing('ValidationError', "Value at 'policyArn' failed to satisfy constraint"));
    await expect(iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: 'longpolicynamebutnoarn' }))).rejects.toMatchObject(
      refusal('ValidationError', 'ARN longpolicynamebutnoarn is not valid.'),
    );
    await expect(iam.send(new GetPolicyCommand({ PolicyArn: `arn:aws:iam::${testAccount}:policy/none` }))).rejects.toMatchObject(
      refusal('NoSuchEntity', `Policy arn:aws:iam::${testAccount}:policy/none was not found.`),
    );
    const invalid = iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn: await makePolicy(), VersionId: 'one' }));
    await expect(invalid).rejects.toMatchObject(containing('ValidationError', "Value at 'versionId' failed to satisfy constraint"));
  });
});

describe('boundaries', () => {
  it('can only be taken away where there is one', async () => {
    const RoleName = await makeRole();
    await expect(iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }))).rejects.toMatchObject(
      containing('NoSuchEntity', RoleName),
    );
  });

  it('are what a policy on iam:PermissionsBoundary sees', async () => {
    const PermissionsBoundary = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
    const condition = { Condition: { StringEquals: { 'iam:PermissionsBoundary': PermissionsBoundary } } };
    const ann = await clientOf('ann', policy(allow('iam:CreateRole', condition), allow('iam:PutRolePermissionsBoundary', condition)));
    const create = (more: object) =>
      ann.send(new CreateRoleCommand({ RoleName: unique('role'), AssumeRolePolicyDocument: trust, ...more }));
    await expect(create({})).rejects.toMatchObject(containing('AccessDenied', 'iam:CreateRole'));
    await expect(create({ PermissionsBoundary })).resolves.toBeDefined();
    const RoleName = await makeRole();
    const put = (arn: string) => ann.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: arn }));
    await expect(put('arn:aws:iam::aws:policy/AdministratorAccess')).rejects.toMatchObject(
      containing('AccessDenied', 'iam:PutRolePermissionsBoundary'),
    );
    await expect(put(PermissionsBoundary)).resolves.toBeDefined();
    await iam.send(new PutUserPermissionsBoundaryCommand({ UserName: 'ann', PermissionsBoundary }));
    await expect(create({ PermissionsBoundary })).rejects.toMatchObject(
      containing('AccessDenied', 'because no permissions boundary allows'),
    );
  });
});

/** A client of a new user who may do what the policy says. */
async function clientOf(UserName: string, PolicyDocument: string): Promise<IAMClient> {
  await iam.send(new CreateUserCommand({ UserName }));
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'may', PolicyDocument }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  return new IAMClient(
    emulator.configuration({ accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' }),
  );
}

describe('conditions on what is asked', () => {
  it('see tags of the request and of the role, and the policy to attach', async () => {
    const PolicyArn = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
    const ben = await clientOf(
      'ben',
      policy(
        allow('iam:CreateRole'),
        allow('iam:TagRole', {
          Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] }, StringEquals: { 'aws:RequestTag/team': 'pay' } },
        }),
        allow('iam:GetRole', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'pay' } } }),
        allow('iam:AttachRolePolicy', { Condition: { ArnEquals: { 'iam:PolicyARN': PolicyArn } } }),
      ),
    );
    const create = (Tags: { Key: string; Value: string }[]) => {
      const RoleName = unique('role');
      return ben.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust, Tags })).then(() => RoleName);
    };
    const denied = (action: string): object => containing('AccessDenied', action);
    const RoleName = await create([{ Key: 'team', Value: 'pay' }]);
    const untagged = await create([]);
    await expect(create([{ Key: 'team', Value: 'other' }])).rejects.toMatchObject(denied('iam:TagRole'));
    await expect(ben.send(new GetRoleCommand({ RoleName }))).resolves.toBeDefined();
    await expect(ben.send(new GetRoleCommand({ RoleName: untagged }))).rejects.toMatchObject(denied('iam:GetRole'));
    await expect(ben.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }))).resolves.toBeDefined();
    const other = new AttachRolePolicyCommand({ RoleName, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' });
    await expect(ben.send(other)).rejects.toMatchObject(denied('iam:AttachRolePolicy'));
  });
});

describe('one’s own keys', () => {
  it('need no name, but a user', async () => {
    const UserName = 'cid';
    const cid = await clientOf(UserName, policy(allow('iam:*')));
    expect((await cid.send(new GetUserCommand({}))).User?.UserName).toBe(UserName);
    const { AccessKeyMetadata = [] } = await cid.send(new ListAccessKeysCommand({}));
    expect(AccessKeyMetadata).toMatchObject([{ UserName, Status: 'Active' }]);
    await expect(iam.send(new CreateAccessKeyCommand({}))).rejects.toMatchObject(
      refusal('ValidationError', 'Must specify userName when calling with non-User credentials'),
    );
    const AccessKeyId = AccessKeyMetadata[0]?.AccessKeyId;
    const wrong = iam.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Expired' }));
    await expect(wrong).rejects.toMatchObject(
      containing('ValidationError', "Value at 'status' failed to satisfy constraint: Member must satisfy enum value set"),
    );
    await expect(iam.send(new UpdateAccessKeyCommand({ UserName: 'ann', AccessKeyId, Status: 'Inactive' }))).rejects.toMatchObject(
      refusal('NoSuchEntity', `The Access Key with id ${AccessKeyId ?? ''} cannot be found.`),
    );
  });
});

describe('lists', () => {
  it.each([
    [{ MaxItems: 0 }, "Value at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1"],
    [{ MaxItems: 1001 }, 'Member must have value less than or equal to 1000'],
    [{ Marker: 'what' }, 'Invalid Marker: what'],
  ])('refuse %j', async (input, message) => {
    await expect(iam.send(new ListRolesCommand(input))).rejects.toMatchObject(containing('ValidationError', message));
  });

  it('end where the last page is full', async () => {
    const Path = '/just/';
    await makeRole({ Path });
    const { IsTruncated, Marker, Roles } = await iam.send(new ListRolesCommand({ PathPrefix: Path, MaxItems: 1 }));
    expect([IsTruncated, Marker, Roles?.length]).toEqual([false, undefined, 1]);
  });
});

describe('UpdateRoleDescription', () => {
  it('answers the role without its session duration', async () => {
    const RoleName = await makeRole({ Description: 'old' });
    const { Role } = await iam.send(new UpdateRoleDescriptionCommand({ RoleName, Description: 'new' }));
    expect(Role).toMatchObject({ RoleName, Description: 'new' });
    expect(Role?.MaxSessionDuration).toBeUndefined();
  });
});
