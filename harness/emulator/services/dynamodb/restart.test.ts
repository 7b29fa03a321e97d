import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, PutItemCommand, ScanCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { startEmulatorProcess } from '../../process.ts';
import type { EmulatorProcess } from '../../process.ts';

const account = '111122223333';
const dataDir = mkdtempSync(join(tmpdir(), 'dynamodb-'));

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const start = (): Promise<EmulatorProcess> => startEmulatorProcess({ dataDir, accounts: [account], seed: 1, lifetime: 'parent' });

function clientOf({ endpoint, rootKeys }: EmulatorProcess): DynamoDBClient {
  const credentials = rootKeys[account];
  if (credentials === undefined) throw new Error('The emulator gave no root key.');
  return new DynamoDBClient({ endpoint, region: 'eu-central-1', credentials, maxAttempts: 1 });
}

const write = (index: number): PutItemCommand | TransactWriteItemsCommand => {
  const Put = { TableName: 'kept', Item: { id: { S: String(index) } }, ConditionExpression: 'attribute_not_exists(id)' };
  return index % 2 === 0 ? new PutItemCommand(Put) : new TransactWriteItemsCommand({ TransactItems: [{ Put }] });
};

/** Writes until the client fails, and says what was answered. */
async function answeredWrites(dynamodb: DynamoDBClient, killAfter: number, kill: () => void): Promise<readonly string[]> {
  const answered: string[] = [];
  for (let index = 0; ; index += 1) {
    if (index === killAfter) kill();
    try {
      const command = write(index);
      await (command instanceof PutItemCommand ? dynamodb.send(command) : dynamodb.send(command));
      answered.push(String(index));
    } catch (error) {
      if (answered.length < killAfter) throw error;
      return answered;
    }
  }
}

describe('a table', () => {
  it('has every item whose write was answered, after the emulator was killed among writes', async () => {
    const first = await start();
    const dynamodb = clientOf(first);
    await dynamodb.send(
      new CreateTableCommand({
        TableName: 'kept',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
    );
    const answered = await answeredWrites(dynamodb, 40, () => process.kill(first.pid, 'SIGKILL'));
    expect((await first.exited).signal).toBe('SIGKILL');
    await using second = await start();
    const { Items = [] } = await clientOf(second).send(new ScanCommand({ TableName: 'kept' }));
    const kept = new Set(Items.map(({ id }) => id?.S));
    expect(answered.length).toBeGreaterThanOrEqual(40);
    expect(answered.filter((id) => !kept.has(id))).toEqual([]);
  });
});
