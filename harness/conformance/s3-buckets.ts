import * as sdk from '@aws-sdk/client-s3';
import { refusalOf } from './refusal.ts';
import { makeBucket } from './s3-bucket.ts';
import type { ConformanceCase } from './suite.ts';

export const s3Buckets: readonly ConformanceCase[] = [
  {
    name: 'makes, finds, lists and removes a bucket',
    async run(world) {
      const { s3, Bucket } = await makeBucket(world);
      const { BucketRegion } = await s3.send(new sdk.HeadBucketCommand({ Bucket }));
      world.assert.equal(BucketRegion, world.region);
      const { LocationConstraint } = await s3.send(new sdk.GetBucketLocationCommand({ Bucket }));
      world.assert.equal(LocationConstraint, world.region);
      const { Buckets, Owner } = await s3.send(new sdk.ListBucketsCommand({}));
      world.assert.ok(Buckets?.some(({ Name }) => Name === Bucket));
      world.assert.match(Owner?.ID ?? '', /^[0-9a-f]{64}$/);
      await s3.send(new sdk.DeleteBucketCommand({ Bucket }));
      const gone = await refusalOf(s3.send(new sdk.ListObjectsV2Command({ Bucket })));
      world.assert.deepEqual([gone.code, gone.message, gone.status], ['NoSuchBucket', 'The specified bucket does not exist', 404]);
      world.assert.equal((await refusalOf(s3.send(new sdk.HeadBucketCommand({ Bucket })))).status, 404);
    },
  },
  {
    name: 'gives a bucket name to one account only',
    async run(world) {
      const { s3, Bucket } = await makeBucket(world);
      const again = { Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' } } as const;
      const own = await refusalOf(s3.send(new sdk.CreateBucketCommand(again)));
      world.assert.deepEqual([own.code, own.status], ['BucketAlreadyOwnedByYou', 409]);
      const other = await refusalOf(world.client(sdk.S3Client, world.otherAccount).send(new sdk.CreateBucketCommand(again)));
      world.assert.deepEqual([other.code, other.status], ['BucketAlreadyExists', 409]);
    },
  },
  {
    name: 'keeps the lifecycle rules of a bucket until they are deleted',
    async run(world) {
      const { s3, Bucket } = await makeBucket(world);
      const rules = async (): Promise<unknown> => (await s3.send(new sdk.GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules;
      world.assert.equal((await refusalOf(rules())).code, 'NoSuchLifecycleConfiguration');
      const Rules: sdk.LifecycleRule[] = [{ ID: 'old', Status: 'Enabled', Filter: { Prefix: 'tmp/' }, Expiration: { Days: 30 } }];
      await s3.send(new sdk.PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
      world.assert.deepEqual(await rules(), Rules);
      await s3.send(new sdk.DeleteBucketLifecycleCommand({ Bucket }));
      world.assert.equal((await refusalOf(rules())).code, 'NoSuchLifecycleConfiguration');
    },
  },
  {
    name: 'refuses a malformed name and a location that is not here',
    async run(world) {
      const s3 = world.client(sdk.S3Client, world.account);
      const here = { LocationConstraint: 'eu-central-1' } as const;
      const named = await refusalOf(s3.send(new sdk.CreateBucketCommand({ Bucket: 'Not_A_Name', CreateBucketConfiguration: here })));
      world.assert.equal(named.code, 'InvalidBucketName');
      const elsewhere = { Bucket: world.unique('elsewhere'), CreateBucketConfiguration: { LocationConstraint: 'us-west-2' } } as const;
      world.assert.equal((await refusalOf(s3.send(new sdk.CreateBucketCommand(elsewhere)))).code, 'IllegalLocationConstraint');
    },
  },
  {
    name: 'keeps a bucket that is not empty',
    async run(world) {
      const { s3, Bucket } = await makeBucket(world);
      await s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
      const { code, status } = await refusalOf(s3.send(new sdk.DeleteBucketCommand({ Bucket })));
      world.assert.deepEqual([code, status], ['BucketNotEmpty', 409]);
    },
  },
  {
    name: 'has defaults: AES256, no public access, no ACLs, no versioning, no tags, no policy',
    async run(world) {
      const { s3, Bucket } = await makeBucket(world);
      const encryption = await s3.send(new sdk.GetBucketEncryptionCommand({ Bucket }));
      const [rule] = encryption.ServerSideEncryptionConfiguration?.Rules ?? [];
      world.assert.equal(rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm, 'AES256');
      const access = await s3.send(new sdk.GetPublicAccessBlockCommand({ Bucket }));
      world.assert.deepEqual(new Set(Object.values(access.PublicAccessBlockConfiguration ?? {})), new Set([true]));
      const controls = await s3.send(new sdk.GetBucketOwnershipControlsCommand({ Bucket }));
      world.assert.equal(controls.OwnershipControls?.Rules?.[0]?.ObjectOwnership, 'BucketOwnerEnforced');
      world.assert.equal((await s3.send(new sdk.GetBucketVersioningCommand({ Bucket }))).Status, undefined);
      world.assert.equal((await refusalOf(s3.send(new sdk.GetBucketTaggingCommand({ Bucket })))).code, 'NoSuchTagSet');
      world.assert.equal((await refusalOf(s3.send(new sdk.GetBucketPolicyCommand({ Bucket })))).code, 'NoSuchBucketPolicy');
      const acl = await refusalOf(s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'a', ACL: 'public-read', Body: 'x' })));
      world.assert.equal(acl.code, 'AccessControlListNotSupported');
    },
  },
  {
    name: 'keeps tags, and refuses wrong ones',
    async run(world) {
      const { s3, Bucket } = await makeBucket(world);
      const TagSet = [{ Key: 'stage', Value: 'dev' }];
      await s3.send(new sdk.PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
      world.assert.deepEqual((await s3.send(new sdk.GetBucketTaggingCommand({ Bucket }))).TagSet, TagSet);
      const twice = { TagSet: [...TagSet, ...TagSet] };
      world.assert.equal((await refusalOf(s3.send(new sdk.PutBucketTaggingCommand({ Bucket, Tagging: twice })))).code, 'InvalidTag');
      await s3.send(new sdk.DeleteBucketTaggingCommand({ Bucket }));
      world.assert.equal((await refusalOf(s3.send(new sdk.GetBucketTaggingCommand({ Bucket })))).code, 'NoSuchTagSet');
    },
  },
];
