import { createHash } from 'node:crypto';
import * as sdk from '@aws-sdk/client-s3';
import { refusalOf } from './refusal.ts';
import { makeBucket } from './s3-bucket.ts';
import type { ConformanceCase } from './suite.ts';

const md5 = (text: string): string => `"${createHash('md5').update(text).digest('hex')}"`;

export const s3Objects: readonly ConformanceCase[] = [
  {
    name: 'gives an object back with everything that came with it',
    async run(world) {
      const { s3, Bucket } = await makeBucket(world);
      const Key = 'a/b c+ü&.txt';
      const headers = { ContentType: 'text/plain', CacheControl: 'no-cache', ContentDisposition: 'inline', ContentEncoding: 'identity' };
      const put = await s3.send(
        new sdk.PutObjectCommand({ Bucket, Key, Body: 'hello', Metadata: { commit: 'abc' }, Tagging: 'a=1&b=2', ...headers }),
      );
      world.assert.deepEqual([put.ETag, put.ServerSideEncryption, put.ChecksumCRC32], [md5('hello'), 'AES256', 'NhCmhg==']);
      const got = await s3.send(new sdk.GetObjectCommand({ Bucket, Key }));
      world.assert.equal(await got.Body?.transformToString(), 'hello');
      const { ContentType, CacheControl, ContentDisposition, ContentEncoding, Metadata, TagCount, ContentLength, ETag } = got;
      world.assert.deepEqual({ ContentType, CacheControl, ContentDisposition, ContentEncoding }, headers);
      world.assert.deepEqual([Metadata, TagCount, ContentLength, ETag], [{ commit: 'abc' }, 2, 5, md5('hello')]);
      const head = await s3.send(new sdk.HeadObjectCommand({ Bucket, Key }));
      world.assert.deepEqual([head.ContentLength, head.ETag, head.Metadata], [5, md5('hello'), { commit: 'abc' }]);
    },
  },
  {
    name: 'says what is missing',
    async run(world) {
      const { s3, Bucket } = await makeBucket(world);
      const missing = await refusalOf(s3.send(new sdk.GetObjectCommand({ Bucket, Key: 'nothing' })));
      world.assert.deepEqual([missing.code, missing.message, missing.status], ['NoSuchKey', 'The specified key does not exist.', 404]);
      world.assert.equal((await refusalOf(s3.send(new sdk.HeadObjectCommand({ Bucket, Key: 'nothing' })))).code, 'NotFound');
      await s3.send(new sdk.DeleteObjectCommand({ Bucket, Key: 'nothing' }));
    },
  },
  {
    name: 'gives a range of an object, and refuses one outside of it',
    async run(world) {
      const { s3, Bucket } = await makeBucket(world);
      await s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'a', Body: '0123456789' }));
      const read = async (Range: string): Promise<readonly unknown[]> => {
        const { Body, ContentRange, ContentLength, $metadata } = await s3.send(new sdk.GetObjectCommand({ Bucket, Key: 'a', Range }));
        return [await Body?.transformToString(), ContentRange, ContentLength, $metadata.httpStatusCode];
      };
      world.assert.deepEqual(await read('bytes=2-4'), ['234', 'bytes 2-4/10', 3, 206]);
      world.assert.deepEqual(await read('bytes=7-'), ['789', 'bytes 7-9/10', 3, 206]);
      world.assert.deepEqual(await read('bytes=-2'), ['89', 'bytes 8-9/10', 2, 206]);
      world.assert.deepEqual(await read('bytes=5-100'), ['56789', 'bytes 5-9/10', 5, 206]);
      const head = await s3.send(new sdk.HeadObjectCommand({ Bucket, Key: 'a', Range: 'bytes=2-4' }));
      world.assert.deepEqual([head.ContentLength, head.$metadata.httpStatusCode], [3, 206]);
      const outside = await refusalOf(read('bytes=10-'));
      world.assert.deepEqual([outside.code, outside.status], ['InvalidRange', 416]);
    },
  },
  {
    name: 'reads and writes on conditions',
    async run(world) {
      const { s3, Bucket } = await makeBucket(world);
      const put = (conditions: object): Promise<sdk.PutObjectCommandOutput> =>
        s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'a', Body: 'x', ...conditions }));
      const get = (conditions: object): Promise<unknown> => s3.send(new sdk.GetObjectCommand({ Bucket, Key: 'a', ...conditions }));
      world.assert.equal((await refusalOf(put({ IfMatch: '"00000000000000000000000000000000"' }))).code, 'NoSuchKey');
      const { ETag = '' } = await put({ IfNoneMatch: '*' });
      const second = await refusalOf(put({ IfNoneMatch: '*' }));
      world.assert.deepEqual([second.code, second.status], ['PreconditionFailed', 412]);
      await put({ IfMatch: ETag });
      world.assert.equal((await refusalOf(put({ IfMatch: '"00000000000000000000000000000000"' }))).code, 'PreconditionFailed');
      world.assert.equal((await refusalOf(put({ IfNoneMatch: ETag }))).code, 'NotImplemented');
      await get({ IfMatch: ETag });
      world.assert.equal((await refusalOf(get({ IfMatch: '"other"' }))).status, 412);
      world.assert.equal((await refusalOf(get({ IfNoneMatch: ETag }))).status, 304);
      world.assert.equal((await refusalOf(get({ IfModifiedSince: new Date(Date.now() + 3_600_000) }))).status, 304);
      world.assert.equal((await refusalOf(get({ IfUnmodifiedSince: new Date(0) }))).status, 412);
    },
  },
  {
    name: 'refuses bytes that are not what their checksum says',
    async run(world) {
      const { s3, Bucket } = await makeBucket(world);
      const put = (more: object): Promise<sdk.PutObjectCommandOutput> =>
        s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'a', Body: 'hello', ...more }));
      const right = createHash('sha256').update('hello').digest('base64');
      const wrong = createHash('sha256').update('other').digest('base64');
      world.assert.equal((await put({ ChecksumSHA256: right })).ChecksumSHA256, right);
      world.assert.equal((await refusalOf(put({ ChecksumSHA256: wrong }))).code, 'BadDigest');
      world.assert.equal((await refusalOf(put({ ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' }))).code, 'BadDigest');
      const head = await s3.send(new sdk.HeadObjectCommand({ Bucket, Key: 'a', ChecksumMode: 'ENABLED' }));
      world.assert.deepEqual([head.ChecksumSHA256, head.ChecksumType], [right, 'FULL_OBJECT']);
    },
  },
  {
    name: 'tags objects, and copies them with or without tags and metadata',
    async run(world) {
      const { s3, Bucket } = await makeBucket(world);
      await s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'a', Body: 'x', Metadata: { m: '1' } }));
      const TagSet = [{ Key: 'integration-passed', Value: 'true' }];
      await s3.send(new sdk.PutObjectTaggingCommand({ Bucket, Key: 'a', Tagging: { TagSet } }));
      await s3.send(new sdk.CopyObjectCommand({ Bucket, Key: 'b', CopySource: `${Bucket}/a` }));
      const copied = await s3.send(new sdk.GetObjectTaggingCommand({ Bucket, Key: 'b' }));
      world.assert.deepEqual(copied.TagSet, TagSet);
      const fresh = { MetadataDirective: 'REPLACE', TaggingDirective: 'REPLACE', Tagging: 'x=y', Metadata: { m: '2' } } as const;
      await s3.send(new sdk.CopyObjectCommand({ Bucket, Key: 'b', CopySource: `${Bucket}/a`, ...fresh }));
      world.assert.deepEqual((await s3.send(new sdk.HeadObjectCommand({ Bucket, Key: 'b' }))).Metadata, { m: '2' });
      world.assert.deepEqual((await s3.send(new sdk.GetObjectTaggingCommand({ Bucket, Key: 'b' }))).TagSet, [{ Key: 'x', Value: 'y' }]);
      const self = await refusalOf(s3.send(new sdk.CopyObjectCommand({ Bucket, Key: 'a', CopySource: `${Bucket}/a` })));
      world.assert.equal(self.code, 'InvalidRequest');
      await s3.send(new sdk.DeleteObjectTaggingCommand({ Bucket, Key: 'b' }));
      world.assert.deepEqual((await s3.send(new sdk.GetObjectTaggingCommand({ Bucket, Key: 'b' }))).TagSet ?? [], []);
    },
  },
  {
    name: 'lists keys in byte order, grouped and page by page',
    async run(world) {
      const { s3, Bucket } = await makeBucket(world);
      const keys = ['a', 'b/1', 'b/2', 'c', 'd/1', '\u{FF5E}', '\u{1F600}'];
      for (const Key of keys.toReversed()) await s3.send(new sdk.PutObjectCommand({ Bucket, Key, Body: 'x' }));
      const all = await s3.send(new sdk.ListObjectsV2Command({ Bucket }));
      world.assert.deepEqual(
        all.Contents?.map(({ Key }) => Key),
        keys,
      );
      const seen: string[] = [];
      let ContinuationToken: string | undefined;
      do {
        const page = await s3.send(
          new sdk.ListObjectsV2Command({
            Bucket,
            Delimiter: '/',
            MaxKeys: 2,
            ...(ContinuationToken === undefined ? {} : { ContinuationToken }),
          }),
        );
        world.assert.ok((page.KeyCount ?? 0) <= 2);
        seen.push(...(page.Contents ?? []).map(({ Key = '' }) => Key), ...(page.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix));
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken !== undefined);
      world.assert.deepEqual(seen.sort(), ['a', 'b/', 'c', 'd/', '\u{FF5E}', '\u{1F600}'].sort());
      const after = await s3.send(new sdk.ListObjectsV2Command({ Bucket, Prefix: 'b/', StartAfter: 'b/1' }));
      world.assert.deepEqual(
        after.Contents?.map(({ Key }) => Key),
        ['b/2'],
      );
    },
  },
  {
    name: 'removes many objects at once',
    async run(world) {
      const { s3, Bucket } = await makeBucket(world);
      await s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
      const { Deleted } = await s3.send(new sdk.DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'a' }, { Key: 'nothing' }] } }));
      world.assert.deepEqual(
        Deleted?.map(({ Key }) => Key),
        ['a', 'nothing'],
      );
      await s3.send(new sdk.DeleteBucketCommand({ Bucket }));
    },
  },
];
