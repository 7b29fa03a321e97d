import * as sdk from '@aws-sdk/client-dynamodb';
import type { ConformanceWorld } from './suite.ts';

/** A table of a case's own. */
export interface TestTable {
  readonly dynamodb: sdk.DynamoDBClient;
  readonly name: string;
  readonly arn: string;
}

/** A table with the keys `pk` (a string) and `sk` (a number), paid by request unless `more` says otherwise. */
export async function makeTable(world: ConformanceWorld, more: Partial<sdk.CreateTableCommandInput> = {}): Promise<TestTable> {
  const dynamodb = world.client(sdk.DynamoDBClient, world.account);
  const name = world.unique('conformance');
  const { AttributeDefinitions = [], ...rest } = more;
  const { TableDescription } = await dynamodb.send(
    new sdk.CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'N' },
        ...AttributeDefinitions,
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      ...rest,
    }),
  );
  await sdk.waitUntilTableExists({ client: dynamodb, maxWaitTime: 120, minDelay: 1 }, { TableName: name });
  return { dynamodb, name, arn: TableDescription?.TableArn ?? '' };
}

export const key = (pk: string, sk: number): { readonly pk: { readonly S: string }; readonly sk: { readonly N: string } } => ({
  pk: { S: pk },
  sk: { N: String(sk) },
});
