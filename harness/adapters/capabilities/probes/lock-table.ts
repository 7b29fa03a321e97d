import {
  CreateTableCommand,
  DeleteTableCommand,
  PutItemCommand,
  PutResourcePolicyCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { errorOf } from '../error-of.ts';
import { found, lacking, type Probe } from '../probe.ts';

const activeLimitSeconds = 15;

/** Whether there is a DynamoDB whose conditions keep two from holding one lock, and whose tables can let another account in. */
export const lockTable: Probe = {
  capability: 'lock-table',
  try: async (place) => {
    const client = place.owner(place.account).dynamoDb;
    const TableName = place.name('table');
    const { TableDescription: table } = await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
    );
    place.afterwards(() => client.send(new DeleteTableCommand({ TableName })));
    await waitUntilTableExists({ client, minDelay: 1, maxDelay: 1, maxWaitTime: activeLimitSeconds }, { TableName });
    const take = (): Promise<string | null> =>
      errorOf(client.send(new PutItemCommand({ TableName, Item: { id: { S: 'lock' } }, ConditionExpression: 'attribute_not_exists(id)' })));
    const first = await take();
    if (first !== null) return lacking(`a free lock was refused (${first})`);
    const second = await take();
    if (second !== 'ConditionalCheckFailedException')
      return lacking(`a lock that is held was ${second === null ? 'given again' : `refused with ${second}`}`);
    const ResourceArn = table?.TableArn ?? '';
    const Policy = policyFor(place.otherAccount, ResourceArn);
    const refused = await errorOf(client.send(new PutResourcePolicyCommand({ ResourceArn, Policy })));
    return refused === null
      ? found('a lock that is held was refused, and a table took a policy')
      : lacking(`a table took no policy that lets another account in (${refused})`);
  },
};

function policyFor(account: string, Resource: string): string {
  const Statement = [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'dynamodb:GetItem', Resource }];
  return JSON.stringify({ Version: '2012-10-17', Statement });
}
