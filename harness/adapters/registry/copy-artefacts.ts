import { BucketAlreadyOwnedByYou, CreateBucketCommand, PutBucketPolicyCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { BucketLocationConstraint } from '@aws-sdk/client-s3';
import type { Release } from '../../../src/model/release.ts';
import type { AwsClients } from '../aws/accounts.ts';
import { copiesBucket, roleArn, stageRole } from '../aws/names.ts';
import { sha256Of } from './artefact-store-s3.ts';

export interface CopyArtefacts {
  readonly account: string;
  readonly region: string;
  readonly keyOf: (commit: string, name: string) => string;
  /** The registry's bytes; null where it has none. */
  readonly read: (commit: string, name: string) => Promise<Uint8Array | null>;
  /** Who sets the account up. */
  readonly as: AwsClients;
}

/**
 * Brings a release from the registry to an account that can't read it there, into a bucket of its own that its stage's role may read. Throws
 * where the registry gives other bytes than the release is made of.
 */
export async function copyArtefacts(release: Release, { account, region, keyOf, read, as }: CopyArtefacts): Promise<void> {
  const bucket = copiesBucket(account, region);
  await ensureBucket(as, bucket, { account, region });
  for (const { name, digest } of release.artefacts) {
    const bytes = await read(release.commit, name);
    if (bytes === null || sha256Of(bytes) !== digest)
      throw new Error(`the registry does not hold ${name} as release ${release.id} has it: nothing is copied from it`);
    await as.s3.send(new PutObjectCommand({ Bucket: bucket, Key: keyOf(release.commit, name), Body: bytes }));
  }
}

async function ensureBucket(
  { s3 }: AwsClients,
  bucket: string,
  { account, region }: Pick<CopyArtefacts, 'account' | 'region'>,
): Promise<void> {
  const location = region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint } };
  try {
    await s3.send(new CreateBucketCommand({ Bucket: bucket, ...location }));
  } catch (error) {
    if (!(error instanceof BucketAlreadyOwnedByYou)) throw error;
  }
  const Statement = [
    {
      Sid: 'StageReads',
      Effect: 'Allow',
      Principal: { AWS: roleArn(account, stageRole) },
      Action: ['s3:GetObject', 's3:GetObjectVersion'],
      Resource: `arn:aws:s3:::${bucket}/*`,
    },
  ];
  await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }));
}
