import {
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  CreateKeyCommand,
  DeleteAliasCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  DisableKeyRotationCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  EncryptCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListAliasesCommand,
  ListKeysCommand,
  ListResourceTagsCommand,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAliasCommand,
  UpdateKeyDescriptionCommand,
} from '@aws-sdk/client-kms';
import { refusalOf } from './refusal.ts';
import type { ConformanceCase, ConformanceWorld } from './suite.ts';

const Plaintext = Buffer.from('pay');

interface Made {
  readonly kms: KMSClient;
  readonly KeyId: string;
  readonly arn: string;
}

async function makeKey(world: ConformanceWorld): Promise<Made> {
  const kms = world.client(KMSClient, world.account);
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Description: 'first', Tags: [{ TagKey: 'team', TagValue: 'pay' }] }));
  return { kms, KeyId: KeyMetadata?.KeyId ?? '', arn: KeyMetadata?.Arn ?? '' };
}

const keys: readonly ConformanceCase[] = [
  {
    name: 'makes a symmetric key and tells of it',
    async run(world) {
      const { kms, KeyId, arn } = await makeKey(world);
      world.assert.match(KeyId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      world.assert.equal(arn, `arn:aws:kms:${world.region}:${world.account}:key/${KeyId}`);
      for (const name of [KeyId, arn]) {
        const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: name }));
        const { CreationDate, CurrentKeyMaterialId: _, ...rest } = KeyMetadata ?? { KeyId: undefined };
        world.assert.ok(CreationDate instanceof Date);
        world.assert.deepEqual(rest, {
          AWSAccountId: world.account,
          KeyId,
          Arn: arn,
          Enabled: true,
          Description: 'first',
          KeyUsage: 'ENCRYPT_DECRYPT',
          KeyState: 'Enabled',
          Origin: 'AWS_KMS',
          KeyManager: 'CUSTOMER',
          CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
          KeySpec: 'SYMMETRIC_DEFAULT',
          EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
          MultiRegion: false,
        });
      }
    },
  },
  {
    name: 'lists keys page by page',
    async run(world) {
      const made = [await makeKey(world), await makeKey(world)].map(({ arn }) => arn);
      const kms = world.client(KMSClient, world.account);
      const seen: (string | undefined)[] = [];
      let Marker: string | undefined;
      do {
        const page = await kms.send(new ListKeysCommand({ Limit: 1, Marker }));
        seen.push(...(page.Keys ?? []).map(({ KeyArn }) => KeyArn));
        Marker = page.NextMarker;
      } while (Marker !== undefined);
      world.assert.ok(made.every((arn) => seen.includes(arn)));
    },
  },
  {
    name: 'changes description and tags',
    async run(world) {
      const { kms, KeyId } = await makeKey(world);
      await kms.send(new UpdateKeyDescriptionCommand({ KeyId, Description: 'second' }));
      await kms.send(new TagResourceCommand({ KeyId, Tags: [{ TagKey: 'cost', TagValue: '1' }] }));
      await kms.send(new UntagResourceCommand({ KeyId, TagKeys: ['team'] }));
      const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
      world.assert.equal(KeyMetadata?.Description, 'second');
      const { Tags, Truncated } = await kms.send(new ListResourceTagsCommand({ KeyId }));
      world.assert.deepEqual([Tags, Truncated], [[{ TagKey: 'cost', TagValue: '1' }], false]);
      const reserved = await refusalOf(kms.send(new TagResourceCommand({ KeyId, Tags: [{ TagKey: 'aws:x', TagValue: '' }] })));
      world.assert.deepEqual([reserved.code, reserved.message], ['Tag', 'Tags beginning with aws: are reserved']);
    },
  },
  {
    name: 'encrypts nothing with a key that is disabled',
    async run(world) {
      const { kms, KeyId, arn } = await makeKey(world);
      await kms.send(new DisableKeyCommand({ KeyId }));
      const { code, message } = await refusalOf(kms.send(new EncryptCommand({ KeyId, Plaintext })));
      world.assert.deepEqual([code, message], ['Disabled', `${arn} is disabled.`]);
      await kms.send(new EnableKeyCommand({ KeyId }));
      await kms.send(new EncryptCommand({ KeyId, Plaintext }));
    },
  },
  {
    name: 'schedules a key’s deletion and calls it off',
    async run(world) {
      const { kms, KeyId, arn } = await makeKey(world);
      const { KeyState, PendingWindowInDays } = await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
      world.assert.deepEqual([KeyState, PendingWindowInDays], ['PendingDeletion', 7]);
      for (const call of [new EncryptCommand({ KeyId, Plaintext }), new EnableKeyCommand({ KeyId })]) {
        const { code, message } = await refusalOf(kms.send(call as EncryptCommand));
        world.assert.deepEqual([code, message], ['KMSInvalidState', `${arn} is pending deletion.`]);
      }
      await kms.send(new CancelKeyDeletionCommand({ KeyId }));
      const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
      world.assert.deepEqual([KeyMetadata?.KeyState, KeyMetadata?.DeletionDate], ['Disabled', undefined]);
      const { code, message } = await refusalOf(kms.send(new CancelKeyDeletionCommand({ KeyId })));
      world.assert.deepEqual([code, message], ['KMSInvalidState', `${arn} is not pending deletion.`]);
    },
  },
  {
    name: 'switches rotation on and off',
    async run(world) {
      const { kms, KeyId } = await makeKey(world);
      const status = async (): Promise<unknown> => {
        const { KeyRotationEnabled, RotationPeriodInDays } = await kms.send(new GetKeyRotationStatusCommand({ KeyId }));
        return [KeyRotationEnabled, RotationPeriodInDays];
      };
      world.assert.deepEqual(await status(), [false, undefined]);
      await kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 90 }));
      world.assert.deepEqual(await status(), [true, 90]);
      await kms.send(new DisableKeyRotationCommand({ KeyId }));
      world.assert.deepEqual(await status(), [false, undefined]);
    },
  },
  {
    name: 'says which key it can’t find',
    async run(world) {
      const kms = world.client(KMSClient, world.account);
      const id = '134f2428-cec1-4b25-a1ae-9048164dba47';
      const arn = `arn:aws:kms:${world.region}:${world.account}`;
      for (const [KeyId, message] of [
        ['fake-key-id', "Invalid keyId 'fake-key-id'"],
        [id, `Key '${arn}:key/${id}' does not exist`],
        [`${arn}:key/${id}`, `Key '${arn}:key/${id}' does not exist`],
        ['alias/nobody', `Alias ${arn}:alias/nobody is not found.`],
        [`arn:aws:kms:ap-south-1:${world.account}:key/${id}`, 'Invalid arn ap-south-1'],
      ] as const) {
        const refused = await refusalOf(kms.send(new DescribeKeyCommand({ KeyId })));
        world.assert.deepEqual([refused.code, refused.message], ['NotFound', message]);
      }
    },
  },
];

const aliases: readonly ConformanceCase[] = [
  {
    name: 'finds a key by its alias, and another after the alias moved',
    async run(world) {
      const [one, two] = [await makeKey(world), await makeKey(world)];
      const { kms } = one;
      const AliasName = `alias/${world.unique('pay')}`;
      const AliasArn = `arn:aws:kms:${world.region}:${world.account}:${AliasName}`;
      await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: one.KeyId }));
      const found = async (KeyId: string): Promise<string | undefined> =>
        (await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.KeyId;
      world.assert.deepEqual([await found(AliasName), await found(AliasArn)], [one.KeyId, one.KeyId]);
      const { Aliases: listed } = await kms.send(new ListAliasesCommand({ KeyId: one.KeyId }));
      world.assert.deepEqual(
        listed?.map((alias) => [alias.AliasName, alias.AliasArn, alias.TargetKeyId]),
        [[AliasName, AliasArn, one.KeyId]],
      );
      await kms.send(new UpdateAliasCommand({ AliasName, TargetKeyId: two.KeyId }));
      world.assert.equal(await found(AliasName), two.KeyId);
      const again = await refusalOf(kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: one.KeyId })));
      world.assert.deepEqual([again.code, again.message], ['AlreadyExists', `An alias with the name ${AliasArn} already exists`]);
      await kms.send(new DeleteAliasCommand({ AliasName }));
      const gone = await refusalOf(kms.send(new DeleteAliasCommand({ AliasName })));
      world.assert.deepEqual([gone.code, gone.message], ['NotFound', `Alias ${AliasArn} is not found.`]);
    },
  },
  {
    name: 'refuses an alias without its prefix, and AWS’s own',
    async run(world) {
      const { kms, KeyId } = await makeKey(world);
      const bare = await refusalOf(kms.send(new CreateAliasCommand({ AliasName: 'pay', TargetKeyId: KeyId })));
      world.assert.deepEqual(
        [bare.code, bare.message],
        [
          'Validation',
          'Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
        ],
      );
      const reserved = await refusalOf(kms.send(new CreateAliasCommand({ AliasName: 'alias/aws/pay', TargetKeyId: KeyId })));
      world.assert.ok(['InvalidAliasName', 'NotAuthorized'].includes(reserved.code));
    },
  },
];

export const kmsKeys: readonly ConformanceCase[] = [...keys, ...aliases];
