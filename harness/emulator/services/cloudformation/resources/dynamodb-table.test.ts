import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  ListTablesCommand,
  ListTagsOfResourceCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEmulator, type TestEmulator } from '../../../testing.ts';

let emulator: TestEmulator;
let cloudFormation: CloudFormationClient;
let dynamodb: DynamoDBClient;

beforeAll(async () => {
  emulator = await startTestEmulator();
  cloudFormation = emulator.client(CloudFormationClient);
  dynamodb = emulator.client(DynamoDBClient);
});
afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
});

const index = (name: string): object => ({
  IndexName: name,
  KeySchema: [{ AttributeName: name, KeyType: 'HASH' }],
  Projection: { ProjectionType: 'ALL' },
});

const attributes = (...names: readonly string[]): readonly object[] => names.map((name) => ({ AttributeName: name, AttributeType: 'S' }));

const first = {
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: attributes('id', 'owner'),
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [index('owner')],
  TimeToLiveSpecification: { AttributeName: 'until', Enabled: 'true' },
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  Tags: [{ Key: 'team', Value: 'pay' }],
};

const templateOf = (properties: object): string =>
  JSON.stringify({
    Resources: { Table: { Type: 'AWS::DynamoDB::Table', Properties: properties } },
    Outputs: { Name: { Value: { Ref: 'Table' } }, Arn: { Value: { 'Fn::GetAtt': ['Table', 'Arn'] } } },
  });

interface Settled {
  readonly status: string | undefined;
  readonly name: string;
  readonly arn: string;
}

/** The stack when nothing is under way any more. */
async function settled(): Promise<Settled> {
  for (;;) {
    const { Stacks: [stack] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: 'shop' }));
    const output = (key: string): string => stack?.Outputs?.find(({ OutputKey }) => OutputKey === key)?.OutputValue ?? '';
    if (stack?.StackStatus?.endsWith('_IN_PROGRESS') !== true)
      return { status: stack?.StackStatus, name: output('Name'), arn: output('Arn') };
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function update(properties: object): Promise<Settled> {
  await cloudFormation.send(new UpdateStackCommand({ StackName: 'shop', TemplateBody: templateOf(properties) }));
  return settled();
}

describe('a table of a stack', () => {
  it('is made with its indexes, expiry, recovery and tags', async () => {
    await cloudFormation.send(new CreateStackCommand({ StackName: 'shop', TemplateBody: templateOf(first) }));
    const { status, name, arn } = await settled();
    expect(status).toBe('CREATE_COMPLETE');
    expect(name).toMatch(/^shop-Table-[0-9A-Z]+$/);
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: name }));
    expect(Table?.TableArn).toBe(arn);
    expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(['owner']);
    const { TimeToLiveDescription: expiry } = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName: name }));
    expect(expiry).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'until' });
    const { ContinuousBackupsDescription: backups } = await dynamodb.send(new DescribeContinuousBackupsCommand({ TableName: name }));
    expect(backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus).toBe('ENABLED');
    const { Tags = [] } = await dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn: arn }));
    expect(Tags).toContainEqual({ Key: 'team', Value: 'pay' });
  });

  it('changes in place: its index, billing, expiry and protection', async () => {
    const before = await settled();
    const after = await update({
      ...first,
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: { ReadCapacityUnits: '5', WriteCapacityUnits: 2 },
      GlobalSecondaryIndexes: [{ ...index('owner'), ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } }],
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
      SSESpecification: { SSEEnabled: true },
      DeletionProtectionEnabled: true,
    });
    const { Table: changed } = await dynamodb.send(new DescribeTableCommand({ TableName: before.name }));
    expect([changed?.SSEDescription?.SSEType, changed?.DeletionProtectionEnabled]).toEqual(['KMS', true]);
    expect(after).toEqual({ ...before, status: 'UPDATE_COMPLETE' });
    expect(
      await update({
        ...first,
        AttributeDefinitions: attributes('id', 'owner', 'place'),
        GlobalSecondaryIndexes: [index('owner'), index('place')],
      }),
    ).toEqual(after);
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: before.name }));
    expect(Table?.BillingModeSummary?.BillingMode).toBe('PAY_PER_REQUEST');
    expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(['owner', 'place']);
    const { TimeToLiveDescription: expiry } = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName: before.name }));
    expect(expiry?.AttributeName).toBe('until');
  });

  it('keeps what it was where AWS changes an index no further', async () => {
    const { status } = await update({
      ...first,
      AttributeDefinitions: attributes('id', 'owner', 'place', 'more'),
      GlobalSecondaryIndexes: [index('more')],
    });
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    const { StackEvents = [] } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName: 'shop' }));
    expect(StackEvents.map((event) => event.ResourceStatusReason)).toContain(
      'Cannot perform more than one GSI creation or deletion in a single update',
    );
  });

  it('is a new one where its key changes, and goes with the stack', async () => {
    const before = await settled();
    const after = await update({
      ...first,
      KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }],
      AttributeDefinitions: attributes('owner'),
    });
    expect(after.status).toBe('UPDATE_COMPLETE');
    expect(after.name).not.toBe(before.name);
    const names = async (): Promise<unknown> => (await dynamodb.send(new ListTablesCommand({}))).TableNames;
    expect(await names()).toEqual([after.name]);
    await cloudFormation.send(new DeleteStackCommand({ StackName: 'shop' }));
    await expect(settled()).rejects.toThrow('does not exist');
    expect(await names()).toEqual([]);
  });
});
