import { PutBucketEncryptionCommand, PutBucketPolicyCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import type { AwsClients } from '../aws/accounts.ts';
import { pipelineRole, registryBucket, roleArn, stageRole } from '../aws/names.ts';
import { ensureBucket } from './ensure-bucket.ts';
import { ensureRegistryKey } from './registry-key.ts';

/**
 * The artefact registry, or its copy in another region: a versioned bucket, encrypted with a key of its own, that the pipeline writes to and
 * every stage's role may read. `root` works in that region.
 */
export async function ensureRegistry(
  root: AwsClients,
  place: { account: string; region: string },
  accounts: readonly string[],
): Promise<void> {
  const bucket = registryBucket(place);
  await ensureBucket(root.s3, bucket, place.region);
  const key = await ensureRegistryKey(root, place.account, accounts);
  const encryption = {
    ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key },
    BucketKeyEnabled: true,
  } as const;
  await root.s3.send(new PutBucketEncryptionCommand({ Bucket: bucket, ServerSideEncryptionConfiguration: { Rules: [encryption] } }));
  await root.s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  await root.s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: JSON.stringify(policy(bucket, place.account, accounts)) }));
}

function policy(bucket: string, tooling: string, accounts: readonly string[]): object {
  const objects = `arn:aws:s3:::${bucket}/*`;
  const stages = accounts.map((account) => roleArn(account, stageRole));
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'PipelineWrites',
        Effect: 'Allow',
        Principal: { AWS: roleArn(tooling, pipelineRole) },
        Action: ['s3:GetObject', 's3:PutObject', 's3:GetObjectTagging', 's3:PutObjectTagging'],
        Resource: objects,
      },
      ...(stages.length === 0
        ? []
        : [
            {
              Sid: 'StagesRead',
              Effect: 'Allow',
              Principal: { AWS: stages },
              Action: ['s3:GetObject', 's3:GetObjectVersion', 's3:GetObjectTagging'],
              Resource: objects,
            },
          ]),
      {
        Sid: 'NobodyDeletes',
        Effect: 'Deny',
        Principal: '*',
        Action: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
        // Locks are given back.
        NotResource: [`arn:aws:s3:::${bucket}/state/*.lock`, `arn:aws:s3:::${bucket}`],
      },
    ],
  };
}
