import {
  type AttributeValue,
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteItemCommand,
  PutItemCommand,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import type { LockHolder } from '../../../src/ports/promotion-lock.ts';
import type { AwsClients } from '../aws/accounts.ts';
import { lockTable } from '../aws/names.ts';
import type { LockStore, Taken } from './lock-store.ts';

/** A row a lock, put on a condition: DynamoDB lets one of two writers through. */
export class TableLocks implements LockStore {
  readonly #pipeline: () => AwsClients;

  constructor(pipeline: () => AwsClients) {
    this.#pipeline = pipeline;
  }

  async put(name: string, { owner, since, expires }: LockHolder, now: string): Promise<Taken> {
    try {
      const { Attributes: former } = await this.#pipeline().dynamoDb.send(
        new PutItemCommand({
          TableName: lockTable,
          Item: { name: { S: name }, owner: { S: owner }, since: { S: since }, expires: { S: expires } },
          ConditionExpression: 'attribute_not_exists(#name) OR #owner = :owner OR expires < :now',
          ExpressionAttributeNames: { '#name': 'name', '#owner': 'owner' },
          ExpressionAttributeValues: { ':owner': { S: owner }, ':now': { S: now } },
          ReturnValues: 'ALL_OLD',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return { kind: 'put', former: former === undefined ? null : holderIn(former) };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return { kind: 'taken', holder: holderIn(error.Item ?? {}) };
    }
  }

  async remove(name: string, owner: string): Promise<void> {
    try {
      await this.#pipeline().dynamoDb.send(
        new DeleteItemCommand({
          TableName: lockTable,
          Key: { name: { S: name } },
          ConditionExpression: '#owner = :owner',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: { ':owner': { S: owner } },
        }),
      );
    } catch (error) {
      // It had run out, and is somebody else's or gone.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
}

/** Makes the table where it isn't there. */
export async function ensureLockTable({ dynamoDb }: AwsClients): Promise<void> {
  try {
    await dynamoDb.send(
      new CreateTableCommand({
        TableName: lockTable,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'name', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'name', KeyType: 'HASH' }],
      }),
    );
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await waitUntilTableExists({ client: dynamoDb, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { TableName: lockTable });
}

function holderIn(row: Readonly<Record<string, AttributeValue>>): LockHolder {
  const text = (key: string): string => row[key]?.S ?? '?';
  return { owner: text('owner'), since: text('since'), expires: text('expires') };
}
