import { CreateBucketCommand, PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import type { BucketLocationConstraint } from '@aws-sdk/client-s3';
import type { ConformanceWorld } from './suite.ts';

export interface MadeBucket {
  readonly s3: S3Client;
  readonly Bucket: string;
}

/** A new bucket of the world's account in the world's region, and its administrator's client. */
export async function makeBucket(world: ConformanceWorld, account = world.account): Promise<MadeBucket> {
  const s3 = world.client(S3Client, account);
  const Bucket = world.unique('conformance');
  const LocationConstraint = world.region as BucketLocationConstraint;
  await s3.send(
    new CreateBucketCommand({ Bucket, ...(world.region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint } }) }),
  );
  return { s3, Bucket };
}

export async function makeVersionedBucket(world: ConformanceWorld): Promise<MadeBucket> {
  const made = await makeBucket(world);
  await made.s3.send(new PutBucketVersioningCommand({ Bucket: made.Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  return made;
}
