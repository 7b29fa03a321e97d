import * as sdk from '@aws-sdk/client-dynamodb';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { key, makeTable } from './dynamodb-table.ts';
import { makeUser } from './people.ts';
import type { Person } from './people.ts';
import { refusalOf } from './refusal.ts';
import type { ConformanceCase } from './suite.ts';
import { until } from './until.ts';

const byOwner: Partial<sdk.CreateTableCommandInput> = {
  AttributeDefinitions: [{ AttributeName: 'owner', AttributeType: 'S' }],
  GlobalSecondaryIndexes: [
    { IndexName: 'by-owner', KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }], Projection: { ProjectionType: 'ALL' } },
  ],
};

export const tableCases: readonly ConformanceCase[] = [
  {
    name: 'makes, describes, lists and deletes a table',
    async run(world) {
      const { dynamodb, name, arn } = await makeTable(world, byOwner);
      const { Table } = await dynamodb.send(new sdk.DescribeTableCommand({ TableName: name }));
      world.assert.deepEqual(
        [Table?.TableStatus, Table?.TableArn, Table?.BillingModeSummary?.BillingMode, Table?.DeletionProtectionEnabled],
        ['ACTIVE', `arn:aws:dynamodb:${world.region}:${world.account}:table/${name}`, 'PAY_PER_REQUEST', false],
      );
      world.assert.equal(Table?.GlobalSecondaryIndexes?.[0]?.IndexArn, `${arn}/index/by-owner`);
      const listed = await dynamodb.send(new sdk.ListTablesCommand({ ExclusiveStartTableName: name.slice(0, -1), Limit: 100 }));
      world.assert.ok(listed.TableNames?.includes(name));
      const again = await refusalOf(makeAgain(dynamodb, name));
      world.assert.equal(again.code, 'ResourceInUse');
      const gone = await dynamodb.send(new sdk.DeleteTableCommand({ TableName: name }));
      world.assert.equal(gone.TableDescription?.TableStatus, 'DELETING');
      await sdk.waitUntilTableNotExists({ client: dynamodb, maxWaitTime: 120, minDelay: 1 }, { TableName: name });
      const missing = await refusalOf(dynamodb.send(new sdk.GetItemCommand({ TableName: name, Key: key('a', 1) })));
      world.assert.deepEqual([missing.code, missing.message], ['ResourceNotFound', 'Requested resource not found']);
    },
  },
  {
    name: 'keeps a protected table',
    async run(world) {
      const { dynamodb, name } = await makeTable(world, { DeletionProtectionEnabled: true });
      const kept = await refusalOf(dynamodb.send(new sdk.DeleteTableCommand({ TableName: name })));
      world.assert.equal(kept.code, 'Validation');
      await dynamodb.send(new sdk.UpdateTableCommand({ TableName: name, DeletionProtectionEnabled: false }));
      await sdk.waitUntilTableExists({ client: dynamodb, maxWaitTime: 120, minDelay: 1 }, { TableName: name });
      await dynamodb.send(new sdk.DeleteTableCommand({ TableName: name }));
    },
  },
  {
    name: 'fills an index that is added to a table with items',
    async run(world) {
      const { dynamodb, name } = await makeTable(world);
      await dynamodb.send(new sdk.PutItemCommand({ TableName: name, Item: { ...key('a', 1), owner: { S: 'me' } } }));
      const [Create] = byOwner.GlobalSecondaryIndexes ?? [];
      const AttributeDefinitions = [...(byOwner.AttributeDefinitions ?? [])];
      await dynamodb.send(new sdk.UpdateTableCommand({ TableName: name, AttributeDefinitions, GlobalSecondaryIndexUpdates: [{ Create }] }));
      // A table may be ACTIVE while its index is filled, and the index can't be asked before.
      await until(
        async () => (await dynamodb.send(new sdk.DescribeTableCommand({ TableName: name }))).Table?.GlobalSecondaryIndexes ?? [],
        (indexes) => indexes.length > 0 && indexes.every(({ IndexStatus: status }) => status === 'ACTIVE'),
      );
      const { Items } = await dynamodb.send(
        new sdk.QueryCommand({
          TableName: name,
          IndexName: 'by-owner',
          KeyConditionExpression: '#owner = :me',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: { ':me': { S: 'me' } },
        }),
      );
      world.assert.deepEqual(Items, [{ ...key('a', 1), owner: { S: 'me' } }]);
    },
  },
  {
    name: 'tags a table, and keeps its expiry and backup settings',
    async run(world) {
      const { dynamodb, name, arn } = await makeTable(world, { Tags: [{ Key: 'team', Value: 'pay' }] });
      await dynamodb.send(new sdk.TagResourceCommand({ ResourceArn: arn, Tags: [{ Key: 'stage', Value: 'dev' }] }));
      await dynamodb.send(new sdk.UntagResourceCommand({ ResourceArn: arn, TagKeys: ['team'] }));
      const { Tags } = await dynamodb.send(new sdk.ListTagsOfResourceCommand({ ResourceArn: arn }));
      world.assert.deepEqual(Tags, [{ Key: 'stage', Value: 'dev' }]);
      await dynamodb.send(
        new sdk.UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' } }),
      );
      const { TimeToLiveDescription } = await dynamodb.send(new sdk.DescribeTimeToLiveCommand({ TableName: name }));
      world.assert.equal(TimeToLiveDescription?.AttributeName, 'until');
      const twice = await refusalOf(
        dynamodb.send(
          new sdk.UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' } }),
        ),
      );
      world.assert.equal(twice.code, 'Validation');
      const recovery = async (): Promise<string | undefined> => {
        const { ContinuousBackupsDescription: shown } = await dynamodb.send(new sdk.DescribeContinuousBackupsCommand({ TableName: name }));
        return shown?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
      };
      world.assert.equal(await recovery(), 'DISABLED');
      await dynamodb.send(
        new sdk.UpdateContinuousBackupsCommand({
          TableName: name,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        }),
      );
      world.assert.equal(await recovery(), 'ENABLED');
    },
  },
  {
    name: 'refuses a table whose definition contradicts itself',
    async run(world) {
      const message = async (more: Partial<sdk.CreateTableCommandInput>): Promise<string> =>
        (await refusalOf(makeTable(world, more))).message;
      world.assert.match(
        await message({ ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } }),
        /Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST/,
      );
      world.assert.match(
        await message({ BillingMode: 'PROVISIONED' }),
        /ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED/,
      );
      world.assert.match(
        await message({ AttributeDefinitions: [{ AttributeName: 'unused', AttributeType: 'S' }] }),
        /Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions/,
      );
    },
  },
  {
    name: 'lets a person read one table, and of it only the partition that is theirs',
    needs: ['iam-enforcement'],
    async run(world) {
      const { dynamodb, name, arn } = await makeTable(world);
      const other = await makeTable(world);
      for (const pk of ['mine', 'yours']) await dynamodb.send(new sdk.PutItemCommand({ TableName: name, Item: key(pk, 1) }));
      const person = await makeUser(world, world.account, {
        Effect: 'Allow',
        Action: ['dynamodb:GetItem', 'dynamodb:Query'],
        Resource: arn,
        Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': 'mine' } },
      });
      const theirs = world.client(sdk.DynamoDBClient, world.account, person.credentials);
      const get = (TableName: string, pk: string): Promise<unknown> => theirs.send(new sdk.GetItemCommand({ TableName, Key: key(pk, 1) }));
      const query = (pk: string): Promise<unknown> =>
        theirs.send(
          new sdk.QueryCommand({ TableName: name, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': { S: pk } } }),
        );
      await get(name, 'mine');
      await query('mine');
      const scan = (): Promise<unknown> => theirs.send(new sdk.ScanCommand({ TableName: name }));
      for (const call of [() => get(name, 'yours'), () => query('yours'), () => get(other.name, 'mine'), scan])
        world.assert.equal((await refusalOf(call())).code, 'AccessDenied');
    },
  },
  {
    name: 'wants who reads a table under a key of KMS to be allowed to use the key',
    needs: ['iam-enforcement'],
    async run(world) {
      const kms = world.client(KMSClient, world.account);
      const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
      const { name, arn } = await makeTable(world, {
        SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: KeyMetadata?.Arn },
      });
      const read = { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: arn } as const;
      const decrypt = { Effect: 'Allow', Action: 'kms:Decrypt', Resource: KeyMetadata?.Arn ?? '' } as const;
      const get = async (person: Person): Promise<unknown> =>
        world
          .client(sdk.DynamoDBClient, world.account, person.credentials)
          .send(new sdk.GetItemCommand({ TableName: name, Key: key('a', 1) }));
      const refusal = await refusalOf(get(await makeUser(world, world.account, read)));
      world.assert.deepEqual([refusal.code, refusal.message.includes('kms:Decrypt')], ['AccessDenied', true]);
      await get(await makeUser(world, world.account, read, decrypt));
    },
  },
  {
    name: 'keeps another account out, which it names by its ARN',
    needs: ['cross-account-isolation'],
    async run(world) {
      const { dynamodb, name, arn } = await makeTable(world);
      await dynamodb.send(new sdk.PutItemCommand({ TableName: arn, Item: key('a', 1) }));
      const stranger = world.client(sdk.DynamoDBClient, world.otherAccount);
      for (const TableName of [arn, name]) {
        const refusal = await refusalOf(stranger.send(new sdk.GetItemCommand({ TableName, Key: key('a', 1) })));
        world.assert.equal(refusal.code, TableName === arn ? 'AccessDenied' : 'ResourceNotFound');
      }
    },
  },
  {
    name: 'lets another account in by the table’s policy, for as long as there is one',
    needs: ['iam-enforcement', 'cross-account-isolation'],
    async run(world) {
      const { dynamodb, arn: ResourceArn } = await makeTable(world);
      const person = await makeUser(world, world.otherAccount, { Effect: 'Allow', Action: 'dynamodb:*', Resource: ResourceArn });
      const guest = world.client(sdk.DynamoDBClient, world.otherAccount, person.credentials);
      const put = () => guest.send(new sdk.PutItemCommand({ TableName: ResourceArn, Item: key('a', 1) }));
      const get = () => guest.send(new sdk.GetItemCommand({ TableName: ResourceArn, Key: key('a', 1) }));
      world.assert.equal((await refusalOf(put())).code, 'AccessDenied');
      const Statement = [{ Effect: 'Allow', Principal: { AWS: person.arn }, Action: 'dynamodb:PutItem', Resource: ResourceArn }];
      const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
      const { RevisionId } = await dynamodb.send(new sdk.PutResourcePolicyCommand({ ResourceArn, Policy }));
      const again = await dynamodb.send(new sdk.PutResourcePolicyCommand({ ResourceArn, Policy }));
      world.assert.equal(again.RevisionId, RevisionId);
      const kept = await dynamodb.send(new sdk.GetResourcePolicyCommand({ ResourceArn }));
      world.assert.equal(kept.RevisionId, RevisionId);
      await put();
      world.assert.equal((await refusalOf(get())).code, 'AccessDenied');
      await dynamodb.send(new sdk.DeleteResourcePolicyCommand({ ResourceArn }));
      world.assert.equal((await refusalOf(put())).code, 'AccessDenied');
    },
  },
  {
    name: 'has no policy until one is put, and takes one only in the place of the one that is expected',
    async run(world) {
      const { dynamodb, arn: ResourceArn } = await makeTable(world);
      const Statement = [{ Effect: 'Allow', Principal: { AWS: world.account }, Action: 'dynamodb:GetItem', Resource: ResourceArn }];
      const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
      const put = (ExpectedRevisionId: string) =>
        dynamodb.send(new sdk.PutResourcePolicyCommand({ ResourceArn, Policy, ExpectedRevisionId }));
      const none = await refusalOf(dynamodb.send(new sdk.GetResourcePolicyCommand({ ResourceArn })));
      world.assert.equal(none.code, 'PolicyNotFound');
      world.assert.equal((await refusalOf(put('1'))).code, 'PolicyNotFound');
      await put('NO_POLICY');
      world.assert.equal((await refusalOf(put('NO_POLICY'))).code, 'PolicyNotFound');
      const malformed = await refusalOf(dynamodb.send(new sdk.PutResourcePolicyCommand({ ResourceArn, Policy: '{' })));
      world.assert.equal(malformed.code, 'Validation');
    },
  },
];

function makeAgain(dynamodb: sdk.DynamoDBClient, TableName: string): Promise<unknown> {
  return dynamodb.send(
    new sdk.CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
}
