import { CreateTableCommand, DeleteTableCommand, PutItemCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { errorOf } from '../error-of.ts';
import { found, lacking, type Probe } from '../probe.ts';

const activeLimitSeconds = 15;

/** Whether there is a DynamoDB whose conditions keep two from holding one lock. */
export const lockTable: Probe = {
  capability: 'lock-table',
  try: async (place) => {
    const client = place.owner(place.account).dynamoDb;
    const TableName = place.name('table');
    await client.send(
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
    return second === 'ConditionalCheckFailedException'
      ? found('a lock that is held was refused')
      : lacking(`a lock that is held was ${second === null ? 'given again' : `refused with ${second}`}`);
  },
};
