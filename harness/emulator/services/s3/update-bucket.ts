import type { OperationContext } from '../../kernel/context.ts';
import { findBucket } from './bucket-access.ts';
import type { BucketRequest } from './bucket-access.ts';
import { buckets } from './state.ts';
import type { Bucket } from './state.ts';

/** Writes the bucket as `change` makes it of what it was. */
export function updateBucket(input: BucketRequest, context: OperationContext, change: (bucket: Bucket) => Bucket): void {
  context.transaction(() => {
    const { bucket, state } = findBucket(input, context);
    buckets(state).put(bucket.name, change(bucket));
  });
}
