import * as sdk from '@aws-sdk/client-s3';
import { refusalOf } from './refusal.ts';
import { makeVersionedBucket } from './s3-bucket.ts';
import type { ConformanceCase } from './suite.ts';

export const s3Versions: readonly ConformanceCase[] = [
  {
    name: 'keeps every version, and brings an object back by removing its delete marker',
    async run(world) {
      const { s3, Bucket } = await makeVersionedBucket(world);
      const read = async (VersionId?: string): Promise<string | undefined> => {
        const got = await s3.send(new sdk.GetObjectCommand({ Bucket, Key: 'a', ...(VersionId === undefined ? {} : { VersionId }) }));
        return got.Body?.transformToString();
      };
      const first = await s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'a', Body: '1' }));
      const second = await s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'a', Body: '2' }));
      world.assert.notEqual(first.VersionId, second.VersionId);
      world.assert.deepEqual([await read(), await read(first.VersionId)], ['2', '1']);
      const marker = await s3.send(new sdk.DeleteObjectCommand({ Bucket, Key: 'a' }));
      world.assert.equal(marker.DeleteMarker, true);
      world.assert.equal((await refusalOf(read())).code, 'NoSuchKey');
      world.assert.equal(await read(first.VersionId), '1');
      world.assert.equal((await refusalOf(read(marker.VersionId))).status, 405);
      const listed = await s3.send(new sdk.ListObjectVersionsCommand({ Bucket }));
      world.assert.deepEqual(
        listed.Versions?.map(({ VersionId }) => VersionId),
        [second.VersionId, first.VersionId],
      );
      world.assert.deepEqual(
        listed.DeleteMarkers?.map(({ IsLatest }) => IsLatest),
        [true],
      );
      const { VersionId } = marker;
      await s3.send(new sdk.DeleteObjectCommand({ Bucket, Key: 'a', ...(VersionId === undefined ? {} : { VersionId }) }));
      world.assert.equal(await read(), '2');
    },
  },
  {
    name: 'keeps one null version while versioning is suspended',
    async run(world) {
      const { s3, Bucket } = await makeVersionedBucket(world);
      const put = (Body: string): Promise<sdk.PutObjectCommandOutput> => s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'a', Body }));
      const { VersionId } = await put('1');
      await s3.send(new sdk.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Suspended' } }));
      await put('2');
      world.assert.equal((await put('3')).VersionId, undefined);
      const { Versions } = await s3.send(new sdk.ListObjectVersionsCommand({ Bucket }));
      world.assert.deepEqual(
        Versions?.map((each) => each.VersionId),
        ['null', VersionId],
      );
    },
  },
  {
    name: 'lists versions page by page',
    async run(world) {
      const { s3, Bucket } = await makeVersionedBucket(world);
      for (const Key of ['a', 'a', 'a', 'b']) await s3.send(new sdk.PutObjectCommand({ Bucket, Key, Body: 'x' }));
      const seen: string[] = [];
      let markers: Pick<sdk.ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'> = {};
      for (;;) {
        const page = await s3.send(new sdk.ListObjectVersionsCommand({ Bucket, MaxKeys: 2, ...markers }));
        seen.push(...(page.Versions ?? []).map(({ Key, IsLatest }) => `${String(Key)}${IsLatest === true ? '*' : ''}`));
        if (page.IsTruncated !== true) break;
        markers = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
      }
      world.assert.deepEqual(seen, ['a*', 'a', 'a', 'b*']);
    },
  },
];
