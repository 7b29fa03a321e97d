import {
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectsCommand,
  HeadBucketCommand,
  ListObjectVersionsCommand,
} from '@aws-sdk/client-s3';
import { unlessAbsent } from '../unless-absent.ts';
import type { KindOfThing } from './kind-of-thing.ts';

/** HeadBucket answers without a body, so there is no code: the SDK makes a name of the status. */
const absent = ['NotFound', 'NoSuchBucket'] as const;

export const bucket: KindOfThing = {
  isThere: async ({ s3 }, Bucket) => (await unlessAbsent(s3.send(new HeadBucketCommand({ Bucket })), ...absent)) !== null,
  remove: async (owner, Bucket) => {
    if (!(await bucket.isThere(owner, Bucket))) return [];
    const { s3 } = owner;
    // A policy may forbid everybody to delete objects, who owns the bucket too: taking the policy away it can't.
    await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    await emptyBucket(owner, Bucket);
    await s3.send(new DeleteBucketCommand({ Bucket }));
    return [];
  },
};

/** Every version of every object, and the markers of those that were deleted: S3 deletes no bucket that holds one. A thousand at a time. */
export async function emptyBucket({ s3 }: Parameters<KindOfThing['remove']>[0], Bucket: string): Promise<void> {
  for (;;) {
    const { Versions: versions = [], DeleteMarkers: markers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    const Objects = [...versions, ...markers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (Objects.length === 0) return;
    const { Errors: [failed] = [] } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
    if (failed !== undefined)
      throw new Error(`bucket ${Bucket} keeps ${failed.Key ?? 'an object'}: ${failed.Message ?? failed.Code ?? ''}`);
  }
}
