import {
  CreateGrantCommand,
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GetKeyPolicyCommand,
  KMSClient,
  ListGrantsCommand,
  ListKeyPoliciesCommand,
  PutKeyPolicyCommand,
  RetireGrantCommand,
  RevokeGrantCommand,
} from '@aws-sdk/client-kms';
import { makeUser } from './people.ts';
import type { Person } from './people.ts';
import { refusalOf } from './refusal.ts';
import type { ConformanceCase, ConformanceWorld } from './suite.ts';

const Plaintext = Buffer.from('pay');
const everything = { Effect: 'Allow', Action: 'kms:*', Resource: '*' } as const;

const rootOf = (account: string): object => ({ AWS: `arn:aws:iam::${account}:root` });
const statement = (Principal: object, Action: string | readonly string[], more: object = {}): object => ({
  Effect: 'Allow',
  Principal,
  Action,
  Resource: '*',
  ...more,
});
const keyPolicy = (...Statement: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });

/** A key that the account's administrator can manage, but not use, beside what the statements allow. */
async function keyWith(world: ConformanceWorld, ...statements: readonly object[]): Promise<string> {
  const manage = ['kms:Create*', 'kms:Describe*', 'kms:Get*', 'kms:List*', 'kms:Put*', 'kms:Revoke*', 'kms:Disable*'];
  const Policy = keyPolicy(statement(rootOf(world.account), manage), ...statements);
  const { KeyMetadata } = await world.client(KMSClient, world.account).send(new CreateKeyCommand({ Policy }));
  return KeyMetadata?.Arn ?? '';
}

const as = (world: ConformanceWorld, { credentials }: Person): KMSClient => world.client(KMSClient, world.account, credentials);

/** `answered`, or the refusal's code. */
async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'answered';
  } catch (thrown) {
    return (await refusalOf(Promise.reject(thrown))).code;
  }
}

const encrypt = (kms: KMSClient, KeyId: string, EncryptionContext?: Record<string, string>): Promise<string> =>
  outcome(kms.send(new EncryptCommand({ KeyId, Plaintext, EncryptionContext })));

const policies: readonly ConformanceCase[] = [
  {
    name: 'leaves it to the account’s policies where the key policy names the account',
    needs: ['iam-enforcement'],
    async run(world) {
      const { KeyMetadata } = await world.client(KMSClient, world.account).send(new CreateKeyCommand({}));
      const KeyId = KeyMetadata?.Arn ?? '';
      const idle = await makeUser(world, world.account);
      world.assert.equal(await encrypt(as(world, await makeUser(world, world.account, everything)), KeyId), 'answered');
      const { code, message } = await refusalOf(as(world, idle).send(new EncryptCommand({ KeyId, Plaintext })));
      world.assert.equal(code, 'AccessDenied');
      world.assert.equal(
        message,
        `User: ${idle.arn} is not authorized to perform: kms:Encrypt on resource: ${KeyId} because no identity-based policy allows the kms:Encrypt action`,
      );
    },
  },
  {
    name: 'gives the account’s policies no say where the key policy does not',
    needs: ['iam-enforcement'],
    async run(world) {
      const named = await makeUser(world, world.account);
      const KeyId = await keyWith(world, statement({ AWS: named.arn }, 'kms:Encrypt'));
      const mighty = await makeUser(world, world.account, everything);
      world.assert.equal(await encrypt(as(world, named), KeyId), 'answered');
      const { message } = await refusalOf(as(world, mighty).send(new EncryptCommand({ KeyId, Plaintext })));
      world.assert.match(message, / because no resource-based policy allows the kms:Encrypt action$/);
      world.assert.equal(await encrypt(world.client(KMSClient, world.account), KeyId), 'AccessDenied');
    },
  },
  {
    name: 'lets another account in by key policy and that account’s own policy together',
    needs: ['iam-enforcement', 'cross-account-isolation'],
    async run(world) {
      const KeyId = await keyWith(world, statement(rootOf(world.otherAccount), 'kms:Encrypt'));
      const closed = await keyWith(world);
      const allowed = await makeUser(world, world.otherAccount, everything);
      const idle = await makeUser(world, world.otherAccount);
      const other = ({ credentials }: Person): KMSClient => world.client(KMSClient, world.otherAccount, credentials);
      world.assert.equal(await encrypt(other(allowed), KeyId), 'answered');
      world.assert.equal(await encrypt(other(idle), KeyId), 'AccessDenied');
      world.assert.equal(await encrypt(other(allowed), closed), 'AccessDenied');
      world.assert.equal(await outcome(other(allowed).send(new DisableKeyCommand({ KeyId }))), 'AccessDenied');
    },
  },
  {
    name: 'holds the caller to encryption context, alias and calling account',
    needs: ['iam-enforcement'],
    async run(world) {
      const person = await makeUser(world, world.account);
      const conditions = {
        StringEquals: { 'kms:EncryptionContext:tenant': 'shop', 'kms:CallerAccount': world.account },
        'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['tenant', 'table'] },
      };
      const KeyId = await keyWith(world, statement({ AWS: person.arn }, 'kms:Encrypt', { Condition: conditions }));
      const kms = as(world, person);
      world.assert.equal(await encrypt(kms, KeyId, { tenant: 'shop' }), 'answered');
      world.assert.equal(await encrypt(kms, KeyId, { tenant: 'shop', table: 'cards' }), 'answered');
      world.assert.equal(await encrypt(kms, KeyId, { tenant: 'shop', other: '1' }), 'AccessDenied');
      world.assert.equal(await encrypt(kms, KeyId, { tenant: 'else' }), 'AccessDenied');
      world.assert.equal(await encrypt(kms, KeyId), 'AccessDenied');
      const direct = { StringEquals: { 'kms:ViaService': `s3.${world.region}.amazonaws.com` } };
      world.assert.equal(
        await encrypt(kms, await keyWith(world, statement({ AWS: person.arn }, 'kms:Encrypt', { Condition: direct }))),
        'AccessDenied',
      );
    },
  },
  {
    name: 'keeps one policy a key, and refuses one that locks its author out',
    needs: ['iam-enforcement'],
    async run(world) {
      const kms = world.client(KMSClient, world.account);
      const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
      const KeyId = KeyMetadata?.KeyId;
      world.assert.deepEqual((await kms.send(new ListKeyPoliciesCommand({ KeyId }))).PolicyNames, ['default']);
      const { Policy: first = '' } = await kms.send(new GetKeyPolicyCommand({ KeyId }));
      world.assert.deepEqual(JSON.parse(first), {
        Version: '2012-10-17',
        Id: 'key-default-1',
        Statement: [{ Sid: 'Enable IAM User Permissions', ...statement(rootOf(world.account), 'kms:*') }],
      });
      const Policy = keyPolicy(statement(rootOf(world.account), ['kms:Put*', 'kms:Get*']));
      await kms.send(new PutKeyPolicyCommand({ KeyId, Policy }));
      world.assert.equal((await kms.send(new GetKeyPolicyCommand({ KeyId }))).Policy, Policy);
      const nobody = statement({ AWS: `arn:aws:iam::${world.account}:role/${world.unique('nobody')}` }, 'kms:*');
      for (const [broken, sentence] of [
        [
          keyPolicy(statement(rootOf(world.account), 'kms:Get*')),
          'The new key policy will not allow you to update the key policy in the future.',
        ],
        [keyPolicy(statement(rootOf(world.account), 'kms:*'), nobody), 'Policy contains a statement with one or more invalid principals.'],
      ] as const) {
        const { code, message } = await refusalOf(kms.send(new PutKeyPolicyCommand({ KeyId, Policy: broken })));
        world.assert.deepEqual([code, message], ['MalformedPolicyDocument', sentence]);
      }
    },
  },
];

const grants: readonly ConformanceCase[] = [
  {
    name: 'lets in whom a grant names, for what it names, until it is revoked',
    needs: ['iam-enforcement'],
    async run(world) {
      const person = await makeUser(world, world.account);
      const KeyId = await keyWith(world);
      const admin = world.client(KMSClient, world.account);
      const kms = as(world, person);
      const EncryptionContext = { tenant: 'shop' };
      const made = await admin.send(
        new CreateGrantCommand({
          KeyId,
          GranteePrincipal: person.arn,
          Operations: ['Encrypt', 'GenerateDataKey'],
          Constraints: { EncryptionContextSubset: EncryptionContext },
        }),
      );
      world.assert.equal(await encrypt(kms, KeyId, { ...EncryptionContext, more: '1' }), 'answered');
      world.assert.equal(await encrypt(kms, KeyId, { tenant: '${aws:username}' }), 'AccessDenied');
      world.assert.equal(await encrypt(kms, KeyId), 'AccessDenied');
      const { CiphertextBlob } = await kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext }));
      world.assert.equal(await outcome(kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }))), 'AccessDenied');
      const { Grants = [] } = await admin.send(new ListGrantsCommand({ KeyId }));
      world.assert.deepEqual(
        Grants.map((grant) => [grant.GrantId, grant.GranteePrincipal, grant.Operations, grant.Constraints]),
        [[made.GrantId, person.arn, ['Encrypt', 'GenerateDataKey'], { EncryptionContextSubset: EncryptionContext }]],
      );
      await admin.send(new RevokeGrantCommand({ KeyId, GrantId: made.GrantId }));
      world.assert.equal(await encrypt(kms, KeyId, EncryptionContext), 'AccessDenied');
    },
  },
  {
    name: 'lets the retiring principal of a grant end it, and nobody else',
    needs: ['iam-enforcement'],
    async run(world) {
      const [grantee, retiring] = [await makeUser(world, world.account), await makeUser(world, world.account)];
      const KeyId = await keyWith(world);
      const input = { KeyId, GranteePrincipal: grantee.arn, RetiringPrincipal: retiring.arn, Operations: ['DescribeKey' as const] };
      const { GrantId } = await world.client(KMSClient, world.account).send(new CreateGrantCommand(input));
      world.assert.equal(await outcome(as(world, grantee).send(new DescribeKeyCommand({ KeyId }))), 'answered');
      world.assert.equal(await outcome(as(world, grantee).send(new RetireGrantCommand({ KeyId, GrantId }))), 'AccessDenied');
      world.assert.equal(await outcome(as(world, retiring).send(new RetireGrantCommand({ KeyId, GrantId }))), 'answered');
      world.assert.equal(await outcome(as(world, grantee).send(new DescribeKeyCommand({ KeyId }))), 'AccessDenied');
      const { GrantToken } = await world.client(KMSClient, world.account).send(new CreateGrantCommand(input));
      world.assert.equal(await outcome(as(world, grantee).send(new RetireGrantCommand({ GrantToken }))), 'AccessDenied');
      world.assert.equal(await outcome(as(world, retiring).send(new RetireGrantCommand({ GrantToken }))), 'answered');
    },
  },
  {
    name: 'denies by identity policy what a grant allows',
    needs: ['iam-enforcement'],
    async run(world) {
      const person = await makeUser(world, world.account, { Effect: 'Deny', Action: 'kms:Encrypt', Resource: '*' });
      const KeyId = await keyWith(world);
      const input = { KeyId, GranteePrincipal: person.arn, Operations: ['Encrypt' as const] };
      await world.client(KMSClient, world.account).send(new CreateGrantCommand(input));
      world.assert.equal(await encrypt(as(world, person), KeyId), 'AccessDenied');
    },
  },
];

export const kmsAccess: readonly ConformanceCase[] = [...policies, ...grants];
