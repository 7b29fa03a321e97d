import { CreateTableCommand, PutResourcePolicyCommand, ResourceInUseException, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { PutBucketPolicyCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import type { AwsClients } from '../aws/accounts.ts';
import { roleArn, stageRole, stateTable } from '../aws/names.ts';
import type { IacState } from '../state/iac-state.ts';
import { ensureBucket } from './ensure-bucket.ts';

/** The bucket and the lock table that only this environment's stage role works with. The table has the key that Terraform's S3 backend wants. */
export async function ensureIacState(root: AwsClients, { bucket, region, lockTable }: IacState, account: string): Promise<void> {
  const role = roleArn(account, stageRole);
  await Promise.all([
    ensureStateBucket(root, bucket, region, role),
    ...(lockTable === null ? [] : [ensureTable(root, lockTable, account)]),
  ]);
}

async function ensureStateBucket({ s3 }: AwsClients, Bucket: string, region: string, role: string): Promise<void> {
  await ensureBucket(s3, Bucket, region);
  // A state that was overwritten by mistake can be had again.
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  const Principal = { AWS: role };
  const Statement = stateBucketGrants(Bucket).map((grant) => ({ Effect: 'Allow', Principal, ...grant }));
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }));
}

async function ensureTable({ dynamoDb }: AwsClients, arn: string, account: string): Promise<void> {
  const TableName = stateTable(account);
  try {
    await dynamoDb.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'LockID', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'LockID', KeyType: 'HASH' }],
      }),
    );
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await waitUntilTableExists({ client: dynamoDb, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { TableName });
  const Principal = { AWS: roleArn(account, stageRole) };
  const Statement = [{ Effect: 'Allow', Principal, ...stateTableGrant(arn) }];
  await dynamoDb.send(new PutResourcePolicyCommand({ ResourceArn: arn, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }));
}

interface Grant {
  readonly Action: string | readonly string[];
  readonly Resource: string;
}

/** What working with states needs, on the bucket's side and on the role's: across accounts both must say so. */
export function stateBucketGrants(bucket: string): readonly Grant[] {
  return [
    { Action: 's3:ListBucket', Resource: `arn:aws:s3:::${bucket}` },
    { Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], Resource: `arn:aws:s3:::${bucket}/*` },
  ];
}

export function stateTableGrant(arn: string): Grant {
  return { Action: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'], Resource: arn };
}
