import { DisableKeyCommand, KMSClient, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import * as sdk from '@aws-sdk/client-s3';
import { makeCustomerKey } from './customer-key.ts';
import { makeUser } from './people.ts';
import type { Person } from './people.ts';
import { refusalOf } from './refusal.ts';
import { makeBucket } from './s3-bucket.ts';
import type { MadeBucket } from './s3-bucket.ts';
import type { ConformanceCase, ConformanceWorld } from './suite.ts';

async function makeEncryptedBucket(world: ConformanceWorld, KMSMasterKeyID: string, BucketKeyEnabled = false): Promise<MadeBucket> {
  const made = await makeBucket(world);
  const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const, KMSMasterKeyID }, BucketKeyEnabled }];
  await made.s3.send(new sdk.PutBucketEncryptionCommand({ Bucket: made.Bucket, ServerSideEncryptionConfiguration: { Rules } }));
  return made;
}

const bodyOf = async (answer: sdk.GetObjectCommandOutput): Promise<string | undefined> => answer.Body?.transformToString();

interface Shown {
  readonly ServerSideEncryption?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
}
const shown = (answer: Shown): readonly unknown[] => [answer.ServerSideEncryption, answer.SSEKMSKeyId, answer.BucketKeyEnabled];

const answers: readonly ConformanceCase[] = [
  {
    name: 'keeps a bucket’s default encryption under a KMS key, and takes it back',
    async run(world) {
      const KMSMasterKeyID = await makeCustomerKey(world);
      const { s3, Bucket } = await makeEncryptedBucket(world, KMSMasterKeyID, true);
      const rules = async (): Promise<unknown> =>
        (await s3.send(new sdk.GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration?.Rules?.map(
          ({ ApplyServerSideEncryptionByDefault: byDefault, BucketKeyEnabled }) => [byDefault, BucketKeyEnabled],
        );
      world.assert.deepEqual(await rules(), [[{ SSEAlgorithm: 'aws:kms', KMSMasterKeyID }, true]]);
      await s3.send(new sdk.DeleteBucketEncryptionCommand({ Bucket }));
      world.assert.deepEqual(await rules(), [[{ SSEAlgorithm: 'AES256' }, false]]);
      const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const, KMSMasterKeyID } }];
      const put = s3.send(new sdk.PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }));
      const { code, message } = await refusalOf(put);
      world.assert.deepEqual(
        [code, message],
        ['InvalidArgument', 'a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse'],
      );
    },
  },
  {
    name: 'encrypts what is put as the bucket says',
    async run(world) {
      const key = await makeCustomerKey(world);
      const { s3, Bucket } = await makeEncryptedBucket(world, key, true);
      const Key = 'card';
      world.assert.deepEqual(shown(await s3.send(new sdk.PutObjectCommand({ Bucket, Key, Body: 'hello world' }))), ['aws:kms', key, true]);
      const read = await s3.send(new sdk.GetObjectCommand({ Bucket, Key, Range: 'bytes=6-10' }));
      world.assert.deepEqual([...shown(read), await bodyOf(read)], ['aws:kms', key, true, 'world']);
      world.assert.deepEqual(shown(await s3.send(new sdk.HeadObjectCommand({ Bucket, Key }))), ['aws:kms', key, true]);
      const plain = await s3.send(new sdk.PutObjectCommand({ Bucket, Key, Body: 'x', ServerSideEncryption: 'AES256' }));
      world.assert.deepEqual(shown(plain), ['AES256', undefined, undefined]);
    },
  },
  {
    name: 'encrypts one object as its request says, and by AWS’s own key where that names none',
    async run(world) {
      const { s3, Bucket } = await makeBucket(world);
      const key = await makeCustomerKey(world);
      const put = (more: Partial<sdk.PutObjectCommandInput>): Promise<sdk.PutObjectCommandOutput> =>
        s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'a', Body: 'x', ServerSideEncryption: 'aws:kms', ...more }));
      world.assert.deepEqual(shown(await put({ SSEKMSKeyId: key.split('/')[1] })), ['aws:kms', key, undefined]);
      world.assert.equal(await bodyOf(await s3.send(new sdk.GetObjectCommand({ Bucket, Key: 'a' }))), 'x');
      const own = await put({});
      world.assert.match(own.SSEKMSKeyId ?? '', new RegExp(`^arn:aws:kms:${world.region}:${world.account}:key/`));
      world.assert.notEqual(own.SSEKMSKeyId, key);
      world.assert.equal((await put({})).SSEKMSKeyId, own.SSEKMSKeyId);
      world.assert.equal(await bodyOf(await s3.send(new sdk.GetObjectCommand({ Bucket, Key: 'a' }))), 'x');
    },
  },
  {
    name: 'copies from key to key, and from a key to none',
    async run(world) {
      const [one, two] = [await makeCustomerKey(world), await makeCustomerKey(world)];
      const { s3, Bucket } = await makeEncryptedBucket(world, one);
      await s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'a', Body: 'hello' }));
      const copy = (Key: string, more: Partial<sdk.CopyObjectCommandInput>): Promise<sdk.CopyObjectCommandOutput> =>
        s3.send(new sdk.CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/a`, ...more }));
      world.assert.deepEqual(shown(await copy('b', { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: two })), ['aws:kms', two, undefined]);
      world.assert.deepEqual(shown(await copy('c', { ServerSideEncryption: 'AES256' })), ['AES256', undefined, undefined]);
      world.assert.deepEqual(shown(await copy('d', {})), ['aws:kms', one, undefined]);
      await copy('a', { ServerSideEncryption: 'AES256' });
      world.assert.deepEqual(shown(await copy('a', {})), ['aws:kms', one, undefined]);
      for (const Key of ['a', 'b', 'c', 'd'])
        world.assert.equal(await bodyOf(await s3.send(new sdk.GetObjectCommand({ Bucket, Key }))), 'hello');
    },
  },
  {
    name: 'encrypts the parts of an upload and the object that they make',
    async run(world) {
      const key = await makeCustomerKey(world);
      const { s3, Bucket } = await makeBucket(world);
      const Key = 'large';
      const made = await s3.send(new sdk.CreateMultipartUploadCommand({ Bucket, Key, ServerSideEncryption: 'aws:kms', SSEKMSKeyId: key }));
      world.assert.deepEqual(shown(made), ['aws:kms', key, undefined]);
      const { UploadId } = made;
      const part = await s3.send(new sdk.UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: 'hello' }));
      world.assert.deepEqual(shown(part), ['aws:kms', key, undefined]);
      const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: part.ETag }] };
      const whole = await s3.send(new sdk.CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }));
      world.assert.deepEqual(shown(whole), ['aws:kms', key, undefined]);
      world.assert.equal(await bodyOf(await s3.send(new sdk.GetObjectCommand({ Bucket, Key }))), 'hello');
    },
  },
  {
    name: 'passes on what KMS says of a key that is not there, disabled or about to go',
    async run(world) {
      const key = await makeCustomerKey(world);
      const { s3, Bucket } = await makeEncryptedBucket(world, key);
      await s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
      const refused = async (call: Promise<unknown>): Promise<readonly unknown[]> => {
        const { code, message, status } = await refusalOf(call);
        return [code, message, status];
      };
      const kms = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'fake-key-id' } as const;
      world.assert.deepEqual(await refused(s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'b', Body: 'x', ...kms }))), [
        'KMS.NotFound',
        "Invalid keyId 'fake-key-id'",
        400,
      ]);
      const read = (): Promise<unknown> => s3.send(new sdk.GetObjectCommand({ Bucket, Key: 'a' }));
      const admin = world.client(KMSClient, world.account);
      await admin.send(new DisableKeyCommand({ KeyId: key }));
      world.assert.deepEqual(await refused(read()), ['KMS.Disabled', `${key} is disabled.`, 400]);
      await admin.send(new ScheduleKeyDeletionCommand({ KeyId: key, PendingWindowInDays: 7 }));
      world.assert.deepEqual(await refused(read()), ['KMS.KMSInvalidState', `${key} is pending deletion.`, 400]);
    },
  },
];

const as = (world: ConformanceWorld, account: string, { credentials }: Person): sdk.S3Client =>
  world.client(sdk.S3Client, account, credentials);

const access: readonly ConformanceCase[] = [
  {
    name: 'wants kms:GenerateDataKey to put and kms:Decrypt to get',
    needs: ['iam-enforcement'],
    async run(world) {
      const key = await makeCustomerKey(world);
      const { s3, Bucket } = await makeEncryptedBucket(world, key);
      await s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
      const objects = { Effect: 'Allow', Action: 's3:*', Resource: '*' } as const;
      const person = await makeUser(world, world.account, objects);
      const reader = await makeUser(world, world.account, objects, { Effect: 'Allow', Action: 'kms:Decrypt', Resource: key });
      const put = refusalOf(as(world, world.account, person).send(new sdk.PutObjectCommand({ Bucket, Key: 'b', Body: 'x' })));
      world.assert.deepEqual(await put, {
        code: 'AccessDenied',
        message: `User: ${person.arn} is not authorized to perform: kms:GenerateDataKey on resource: ${key} because no identity-based policy allows the kms:GenerateDataKey action`,
        status: 403,
      });
      const get = refusalOf(as(world, world.account, person).send(new sdk.GetObjectCommand({ Bucket, Key: 'a' })));
      world.assert.match((await get).message, / is not authorized to perform: kms:Decrypt on /);
      await as(world, world.account, person).send(new sdk.HeadObjectCommand({ Bucket, Key: 'a' }));
      world.assert.equal(await bodyOf(await as(world, world.account, reader).send(new sdk.GetObjectCommand({ Bucket, Key: 'a' }))), 'x');
    },
  },
  {
    name: 'tells KMS that S3 asks, and for which object',
    needs: ['iam-enforcement'],
    async run(world) {
      const person = await makeUser(world, world.account, { Effect: 'Allow', Action: 's3:*', Resource: '*' });
      const statement = (Condition: object): object => ({
        Effect: 'Allow',
        Principal: { AWS: person.arn },
        Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
        Resource: '*',
        Condition,
      });
      const { Bucket } = await makeBucket(world);
      const via = { 'kms:ViaService': `s3.${world.region}.amazonaws.com` };
      const key = await makeCustomerKey(
        world,
        statement({ StringEquals: { ...via, 'kms:EncryptionContext:aws:s3:arn': `arn:aws:s3:::${Bucket}/a` } }),
        statement({ StringEquals: { ...via, 'kms:EncryptionContext:aws:s3:arn': `arn:aws:s3:::${Bucket}` } }),
      );
      const put = (Key: string, BucketKeyEnabled?: boolean): Promise<unknown> =>
        as(world, world.account, person).send(
          new sdk.PutObjectCommand({ Bucket, Key, Body: 'x', ServerSideEncryption: 'aws:kms', SSEKMSKeyId: key, BucketKeyEnabled }),
        );
      await put('a');
      await put('b', true);
      world.assert.equal((await refusalOf(put('b'))).code, 'AccessDenied');
    },
  },
  {
    name: 'holds who puts to the encryption that the bucket’s policy demands',
    needs: ['iam-enforcement'],
    async run(world) {
      const { s3, Bucket } = await makeBucket(world);
      const [key, other] = [await makeCustomerKey(world), await makeCustomerKey(world)];
      const deny = (Condition: object): object => ({
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: `arn:aws:s3:::${Bucket}/*`,
        Condition,
      });
      const Statement = [
        deny({ StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } }),
        deny({ StringNotEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': key } }),
      ];
      await s3.send(new sdk.PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }));
      const put = (more: Partial<sdk.PutObjectCommandInput>): Promise<unknown> =>
        s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'a', Body: 'x', ...more }));
      await put({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: key });
      for (const more of [{}, { ServerSideEncryption: 'AES256' }, { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: other }] as const) {
        world.assert.equal((await refusalOf(put(more))).code, 'AccessDenied');
      }
    },
  },
  {
    name: 'lets another account read where bucket and key policy both do',
    needs: ['iam-enforcement', 'cross-account-isolation'],
    async run(world) {
      const open = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${world.otherAccount}:root` }, Action: 'kms:Decrypt', Resource: '*' };
      const [shared, closed] = [await makeCustomerKey(world, open), await makeCustomerKey(world)];
      const { s3, Bucket } = await makeBucket(world);
      const Statement = [{ ...open, Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` }];
      await s3.send(new sdk.PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }));
      for (const [Key, SSEKMSKeyId] of [
        ['shared', shared],
        ['closed', closed],
        ['managed', undefined],
      ] as const) {
        await s3.send(new sdk.PutObjectCommand({ Bucket, Key, Body: 'x', ServerSideEncryption: 'aws:kms', SSEKMSKeyId }));
      }
      const all = { Effect: 'Allow', Resource: '*', Action: ['s3:GetObject', 'kms:Decrypt'] } as const;
      const reader = as(world, world.otherAccount, await makeUser(world, world.otherAccount, all));
      const half = as(world, world.otherAccount, await makeUser(world, world.otherAccount, { ...all, Action: 's3:GetObject' }));
      world.assert.equal(await bodyOf(await reader.send(new sdk.GetObjectCommand({ Bucket, Key: 'shared' }))), 'x');
      for (const [client, Key] of [
        [reader, 'closed'],
        [reader, 'managed'],
        [half, 'shared'],
      ] as const) {
        world.assert.equal((await refusalOf(client.send(new sdk.GetObjectCommand({ Bucket, Key })))).code, 'AccessDenied');
      }
    },
  },
];

export const s3Encryption: readonly ConformanceCase[] = [...answers, ...access];
