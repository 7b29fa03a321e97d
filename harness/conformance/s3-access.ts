import * as sdk from '@aws-sdk/client-s3';
import { makeUser } from './people.ts';
import { refusalOf } from './refusal.ts';
import { makeBucket } from './s3-bucket.ts';
import type { ConformanceCase, ConformanceWorld } from './suite.ts';

const policyFor = (Bucket: string, statement: object): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`], ...statement }],
  });

async function codeOf(call: Promise<unknown>): Promise<string> {
  return (await refusalOf(call)).code;
}

const enforced = { needs: ['iam-enforcement'] } as const;
const across = { needs: ['iam-enforcement', 'cross-account-isolation'] } as const;

export const s3Access: readonly ConformanceCase[] = [
  {
    name: 'tells who may not list that a missing object is denied, and who may that it is missing',
    ...enforced,
    async run(world) {
      const { Bucket } = await makeBucket(world);
      const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` } as const;
      const list = { Effect: 'Allow', Action: 's3:ListBucket', Resource: `arn:aws:s3:::${Bucket}` } as const;
      const reader = await makeUser(world, world.account, read);
      const lister = await makeUser(world, world.account, read, list);
      const get = (person: typeof reader): Promise<unknown> =>
        world.client(sdk.S3Client, world.account, person.credentials).send(new sdk.GetObjectCommand({ Bucket, Key: 'nothing' }));
      world.assert.equal(await codeOf(get(reader)), 'AccessDenied');
      world.assert.equal(await codeOf(get(lister)), 'NoSuchKey');
    },
  },
  {
    name: 'names the action and the resource that were denied',
    ...enforced,
    async run(world) {
      const { Bucket } = await makeBucket(world);
      const person = await makeUser(world, world.account);
      const s3 = world.client(sdk.S3Client, world.account, person.credentials);
      const { code, message, status } = await refusalOf(s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'a', Body: 'x' })));
      world.assert.deepEqual([code, status], ['AccessDenied', 403]);
      world.assert.match(message, /^User: .* is not authorized to perform: s3:PutObject on resource: "?arn:aws:s3:::.*\/a"?/);
    },
  },
  {
    name: 'wants a right of its own for tags, versions and listings of a prefix',
    ...enforced,
    async run(world) {
      const { s3: admin, Bucket } = await makeBucket(world);
      await admin.send(new sdk.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
      const { VersionId = '' } = await admin.send(new sdk.PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
      const person = await makeUser(
        world,
        world.account,
        { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: `arn:aws:s3:::${Bucket}/*` },
        {
          Effect: 'Allow',
          Action: 's3:ListBucket',
          Resource: `arn:aws:s3:::${Bucket}`,
          Condition: { StringLike: { 's3:prefix': 'in/*' } },
        },
      );
      const s3 = world.client(sdk.S3Client, world.account, person.credentials);
      await s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'b', Body: 'x' }));
      world.assert.equal(await codeOf(s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'b', Tagging: 'x=y', Body: 'x' }))), 'AccessDenied');
      await s3.send(new sdk.GetObjectCommand({ Bucket, Key: 'a' }));
      world.assert.equal(await codeOf(s3.send(new sdk.GetObjectCommand({ Bucket, Key: 'a', VersionId }))), 'AccessDenied');
      await s3.send(new sdk.ListObjectsV2Command({ Bucket, Prefix: 'in/side' }));
      world.assert.equal(await codeOf(s3.send(new sdk.ListObjectsV2Command({ Bucket }))), 'AccessDenied');
    },
  },
  {
    name: 'decides on the tags that an object has and on those that it shall get',
    ...enforced,
    async run(world) {
      const { s3: admin, Bucket } = await makeBucket(world);
      await admin.send(new sdk.PutObjectCommand({ Bucket, Key: 'open', Tagging: 'level=open', Body: 'x' }));
      await admin.send(new sdk.PutObjectCommand({ Bucket, Key: 'closed', Tagging: 'level=closed', Body: 'x' }));
      const Resource = `arn:aws:s3:::${Bucket}/*`;
      const person = await makeUser(
        world,
        world.account,
        { Effect: 'Allow', Action: 's3:GetObject', Resource, Condition: { StringEquals: { 's3:ExistingObjectTag/level': 'open' } } },
        { Effect: 'Allow', Action: 's3:PutObjectTagging', Resource, Condition: { StringEquals: { 's3:RequestObjectTag/level': 'open' } } },
      );
      const s3 = world.client(sdk.S3Client, world.account, person.credentials);
      await s3.send(new sdk.GetObjectCommand({ Bucket, Key: 'open' }));
      world.assert.equal(await codeOf(s3.send(new sdk.GetObjectCommand({ Bucket, Key: 'closed' }))), 'AccessDenied');
      const tag = (Value: string): Promise<unknown> =>
        s3.send(new sdk.PutObjectTaggingCommand({ Bucket, Key: 'open', Tagging: { TagSet: [{ Key: 'level', Value }] } }));
      await tag('open');
      world.assert.equal(await codeOf(tag('closed')), 'AccessDenied');
    },
  },
  {
    name: 'lets another account in by the bucket’s policy, together with its own',
    ...across,
    async run(world) {
      const { s3: admin, Bucket } = await makeBucket(world);
      await admin.send(new sdk.PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
      const allowed = await makeUser(world, world.otherAccount, { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' });
      const get = (person: typeof allowed): Promise<unknown> =>
        world.client(sdk.S3Client, world.otherAccount, person.credentials).send(new sdk.GetObjectCommand({ Bucket, Key: 'a' }));
      world.assert.equal(await codeOf(get(allowed)), 'AccessDenied');
      const statement = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${world.otherAccount}:root` }, Action: 's3:GetObject' };
      await admin.send(new sdk.PutBucketPolicyCommand({ Bucket, Policy: policyFor(Bucket, statement) }));
      await get(allowed);
      world.assert.equal(await codeOf(get(await makeUser(world, world.otherAccount))), 'AccessDenied');
    },
  },
  {
    name: 'denies by the bucket’s policy what an administrator may, and keeps public policies out',
    ...enforced,
    async run(world) {
      const { s3, Bucket } = await makeBucket(world);
      const denyPut = { Effect: 'Deny', Principal: '*', Action: 's3:PutObject' };
      const unencrypted = { ...denyPut, Condition: { Null: { 's3:x-amz-server-side-encryption': 'true' } } };
      await s3.send(new sdk.PutBucketPolicyCommand({ Bucket, Policy: policyFor(Bucket, unencrypted) }));
      world.assert.equal(await codeOf(s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }))), 'AccessDenied');
      await s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'a', ServerSideEncryption: 'AES256', Body: 'x' }));
      const open = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject' };
      world.assert.equal(
        await codeOf(s3.send(new sdk.PutBucketPolicyCommand({ Bucket, Policy: policyFor(Bucket, open) }))),
        'AccessDenied',
      );
      const foreign = policyFor('somebody-elses-bucket', open);
      world.assert.equal(await codeOf(s3.send(new sdk.PutBucketPolicyCommand({ Bucket, Policy: foreign }))), 'MalformedPolicy');
    },
  },
  {
    name: 'removes the objects that the caller may, and lists the others as denied',
    ...enforced,
    async run(world) {
      const { s3: admin, Bucket } = await makeBucket(world);
      for (const Key of ['mine/a', 'yours/a']) await admin.send(new sdk.PutObjectCommand({ Bucket, Key, Body: 'x' }));
      const person = await makeUser(world, world.account, {
        Effect: 'Allow',
        Action: 's3:DeleteObject',
        Resource: `arn:aws:s3:::${Bucket}/mine/*`,
      });
      const answer = await world
        .client(sdk.S3Client, world.account, person.credentials)
        .send(new sdk.DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'mine/a' }, { Key: 'yours/a' }] } }));
      world.assert.deepEqual(
        answer.Deleted?.map(({ Key }) => Key),
        ['mine/a'],
      );
      world.assert.deepEqual(
        answer.Errors?.map(({ Key, Code }) => [Key, Code]),
        [['yours/a', 'AccessDenied']],
      );
    },
  },
  { name: 'keeps an account to the buckets it expects', run: expectsOwner },
];

async function expectsOwner(world: ConformanceWorld): Promise<void> {
  const { s3, Bucket } = await makeBucket(world);
  await s3.send(new sdk.HeadBucketCommand({ Bucket, ExpectedBucketOwner: world.account }));
  const wrong = await refusalOf(s3.send(new sdk.ListObjectsV2Command({ Bucket, ExpectedBucketOwner: world.otherAccount })));
  world.assert.deepEqual([wrong.code, wrong.status], ['AccessDenied', 403]);
}
