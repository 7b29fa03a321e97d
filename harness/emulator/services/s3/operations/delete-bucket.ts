import { DeleteBucket$ } from '@aws-sdk/client-s3';
import type { DeleteBucketRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket } from '../bucket-access.ts';
import { bucketNotEmpty } from '../errors.ts';
import { dropUpload } from '../multipart.ts';
import { bucketAction } from '../object-wants.ts';
import { bucketNames, buckets, objectRowKey, objects, uploads } from '../state.ts';

export const deleteBucket = defineOperation<DeleteBucketRequest, object>({
  schema: DeleteBucket$,
  accepts: ['Bucket', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:DeleteBucket'),
  handle(input, context) {
    context.transaction(() => {
      const { bucket, state } = findBucket(input, context);
      const rows = { prefix: objectRowKey(bucket.name, '') };
      if (!objects(state).scan(rows).next().done) throw bucketNotEmpty(bucket.name, bucket.versioning !== undefined);
      // Uploads under way don't keep a bucket; they go with it.
      for (const [, upload] of uploads(state).scan(rows)) dropUpload(state, bucket.name, upload);
      buckets(state).delete(bucket.name);
      bucketNames(context).delete(bucket.name);
    });
    return {};
  },
});
