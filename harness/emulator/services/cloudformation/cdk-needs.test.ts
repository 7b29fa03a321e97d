import {
  CloudFormationClient,
  CreateChangeSetCommand,
  CreateStackCommand,
  DescribeChangeSetCommand,
  DescribeStackResourcesCommand,
  GetTemplateCommand,
  waitUntilStackCreateComplete,
  type CreateStackCommandInput,
} from '@aws-sdk/client-cloudformation';
import { GetBucketLifecycleConfigurationCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEmulator, testAccount, type TestEmulator } from '../../testing.ts';

let emulator: TestEmulator;
let cloudFormation: CloudFormationClient;

beforeAll(async () => {
  emulator = await startTestEmulator();
  cloudFormation = emulator.client(CloudFormationClient);
});
afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
});

async function create(StackName: string, Resources: object, more: Partial<CreateStackCommandInput> = {}): Promise<void> {
  await cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify({ Resources }), ...more }));
  await waitUntilStackCreateComplete({ client: cloudFormation, maxWaitTime: 20, minDelay: 0.05, maxDelay: 0.1 }, { StackName });
}

describe('the bucket and repository of CDK’s bootstrap', () => {
  it('come with lifecycle rules that are kept, and without a registry', async () => {
    const rules = [
      { Id: 'old', Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 30 } },
      { Id: 'cut off', Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
    ];
    const Properties = { BucketName: 'assets', AccessControl: 'Private', LifecycleConfiguration: { Rules: rules } };
    await create('bootstrap', {
      Bucket: { Type: 'AWS::S3::Bucket', Properties },
      Images: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'images', ImageTagMutability: 'IMMUTABLE' } },
    });
    const s3 = emulator.client(S3Client, testAccount, { forcePathStyle: true });
    const { Rules } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: 'assets' }));
    expect(Rules).toEqual([
      { ID: 'old', Status: 'Enabled', Filter: { Prefix: '' }, NoncurrentVersionExpiration: { NoncurrentDays: 30 } },
      { ID: 'cut off', Status: 'Enabled', Filter: { Prefix: '' }, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
    ]);
    const asked = { StackName: 'bootstrap', LogicalResourceId: 'Images' };
    const { StackResources: [images] = [] } = await cloudFormation.send(new DescribeStackResourcesCommand(asked));
    expect([images?.PhysicalResourceId, images?.ResourceStatusReason]).toEqual(['images', expect.stringContaining('stand-in')]);
  });

  it('cannot have a public access control list: such are no more', async () => {
    const Properties = { AccessControl: 'PublicRead' };
    await expect(create('public', { Bucket: { Type: 'AWS::S3::Bucket', Properties } })).rejects.toThrow('FAILURE');
  });
});

describe('a change set', () => {
  const log = (days: number): string =>
    JSON.stringify({ Resources: { Log: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/a', RetentionInDays: days } } } });

  it('shows values where they are asked for', async () => {
    await create('values', { Log: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/a', RetentionInDays: 7 } } });
    const named = { StackName: 'values', ChangeSetName: 'more' };
    await cloudFormation.send(new CreateChangeSetCommand({ ...named, TemplateBody: log(14) }));
    const without = await cloudFormation.send(new DescribeChangeSetCommand(named));
    expect(JSON.stringify(without.Changes)).not.toMatch(/Context|Value/);
    const { Changes: [change] = [] } = await cloudFormation.send(new DescribeChangeSetCommand({ ...named, IncludePropertyValues: true }));
    expect(change?.ResourceChange).toMatchObject({
      BeforeContext: JSON.stringify({ Properties: { LogGroupName: '/a', RetentionInDays: 7 } }),
      AfterContext: JSON.stringify({ Properties: { LogGroupName: '/a', RetentionInDays: 14 } }),
      Details: [{ Target: { Path: '/Properties/RetentionInDays', BeforeValue: '7', AfterValue: '14', AttributeChangeType: 'Modify' } }],
    });
  });

  it('of a new stack leaves it without a template until it is executed', async () => {
    const input = { StackName: 'reviewed', ChangeSetName: 'first', ChangeSetType: 'CREATE' as const, TemplateBody: log(7) };
    await cloudFormation.send(new CreateChangeSetCommand(input));
    const { TemplateBody, StagesAvailable } = await cloudFormation.send(new GetTemplateCommand({ StackName: 'reviewed' }));
    expect([TemplateBody, StagesAvailable]).toEqual([undefined, []]);
  });

  it.each([
    ['EXPRESS', { Mode: 'EXPRESS' as const }],
    ['DisableRollback', { Mode: 'STANDARD' as const, DisableRollback: true }],
  ])('with the deployment config %s is refused by name', async (_what, DeploymentConfig) => {
    const input = { StackName: 'hasty', ChangeSetName: 'first', ChangeSetType: 'CREATE' as const, TemplateBody: log(7), DeploymentConfig };
    await expect(cloudFormation.send(new CreateChangeSetCommand(input))).rejects.toThrow('not implemented by this emulator');
  });
});
