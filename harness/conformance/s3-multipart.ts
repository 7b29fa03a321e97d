import { createHash } from 'node:crypto';
import * as sdk from '@aws-sdk/client-s3';
import { refusalOf } from './refusal.ts';
import { makeBucket } from './s3-bucket.ts';
import type { ConformanceCase } from './suite.ts';

const large = Buffer.alloc(5 * 1024 * 1024, 'a');
const small = Buffer.from('the end');
const md5 = (bytes: Uint8Array): Buffer => createHash('md5').update(bytes).digest();

export const s3Multipart: readonly ConformanceCase[] = [
  {
    name: 'joins parts into an object with AWS’s ETag',
    async run(world) {
      const { s3, Bucket } = await makeBucket(world);
      const Key = 'big';
      const { UploadId } = await s3.send(new sdk.CreateMultipartUploadCommand({ Bucket, Key, ContentType: 'text/plain', Tagging: 'a=1' }));
      const Parts: sdk.CompletedPart[] = [];
      for (const [index, Body] of [large, small].entries()) {
        const { ETag } = await s3.send(new sdk.UploadPartCommand({ Bucket, Key, UploadId, PartNumber: index + 1, Body }));
        Parts.push({ PartNumber: index + 1, ETag });
      }
      const listed = await s3.send(new sdk.ListPartsCommand({ Bucket, Key, UploadId }));
      world.assert.deepEqual(
        listed.Parts?.map(({ Size }) => Size),
        [large.length, small.length],
      );
      const uploads = await s3.send(new sdk.ListMultipartUploadsCommand({ Bucket }));
      world.assert.deepEqual(
        uploads.Uploads?.map((upload) => upload.UploadId),
        [UploadId],
      );
      const reversed = { Parts: Parts.toReversed() };
      const order = await refusalOf(s3.send(new sdk.CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: reversed })));
      world.assert.equal(order.code, 'InvalidPartOrder');
      const done = await s3.send(new sdk.CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
      const expected = `"${md5(Buffer.concat([md5(large), md5(small)])).toString('hex')}-2"`;
      world.assert.equal(done.ETag, expected);
      const got = await s3.send(new sdk.GetObjectCommand({ Bucket, Key }));
      world.assert.equal(md5((await got.Body?.transformToByteArray()) ?? small).equals(md5(Buffer.concat([large, small]))), true);
      world.assert.deepEqual([got.ContentType, got.TagCount, got.ETag], ['text/plain', 1, expected]);
      const part = await s3.send(new sdk.GetObjectCommand({ Bucket, Key, PartNumber: 2 }));
      world.assert.deepEqual([await part.Body?.transformToString(), part.PartsCount], ['the end', 2]);
    },
  },
  {
    name: 'refuses parts that are too small, wrong or of no upload',
    async run(world) {
      const { s3, Bucket } = await makeBucket(world);
      const Key = 'big';
      const { UploadId } = await s3.send(new sdk.CreateMultipartUploadCommand({ Bucket, Key }));
      const part = async (PartNumber: number): Promise<sdk.CompletedPart> => {
        const { ETag } = await s3.send(new sdk.UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body: small }));
        return { PartNumber, ETag };
      };
      const Parts = [await part(1), await part(2)];
      const complete = (parts: sdk.CompletedPart[]): Promise<unknown> =>
        s3.send(new sdk.CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts: parts } }));
      world.assert.equal((await refusalOf(complete(Parts))).code, 'EntityTooSmall');
      world.assert.equal((await refusalOf(complete([{ PartNumber: 1, ETag: '"nothing"' }]))).code, 'InvalidPart');
      await s3.send(new sdk.AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
      const gone = await refusalOf(part(3));
      world.assert.deepEqual([gone.code, gone.status], ['NoSuchUpload', 404]);
    },
  },
  {
    name: 'takes a part from another object',
    async run(world) {
      const { s3, Bucket } = await makeBucket(world);
      await s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'source', Body: '0123456789' }));
      const { UploadId } = await s3.send(new sdk.CreateMultipartUploadCommand({ Bucket, Key: 'copy' }));
      const CopySource = `${Bucket}/source`;
      const { CopyPartResult } = await s3.send(
        new sdk.UploadPartCopyCommand({ Bucket, Key: 'copy', UploadId, PartNumber: 1, CopySource, CopySourceRange: 'bytes=2-5' }),
      );
      const Parts = [{ PartNumber: 1, ETag: CopyPartResult?.ETag }];
      await s3.send(new sdk.CompleteMultipartUploadCommand({ Bucket, Key: 'copy', UploadId, MultipartUpload: { Parts } }));
      const { Body } = await s3.send(new sdk.GetObjectCommand({ Bucket, Key: 'copy' }));
      world.assert.equal(await Body?.transformToString(), '2345');
    },
  },
];
