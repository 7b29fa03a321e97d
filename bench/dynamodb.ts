import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { measure, median } from './client.ts';
import { startServer } from './server.ts';
import type { BenchServer } from './server.ts';
import { signedRequest, wireRequest } from './signed-request.ts';
import type { Comparison } from './table.ts';

const region = 'eu-central-1';
const keys = 64;
const rounds = 5;

interface Round {
  readonly cpuMs: number;
  readonly perSecond: number;
}

/** A condition that always holds and has to read the item, as a lock that is renewed: each put is a read and a write. */
const body = (key: number): Uint8Array =>
  Buffer.from(
    JSON.stringify({
      TableName: 'bench',
      Item: { id: { S: `lock-${key}` }, holder: { S: 'me' }, fence: { N: String(key) }, note: { S: 'x'.repeat(200) } },
      ConditionExpression: 'attribute_not_exists(id) OR holder = :me',
      ExpressionAttributeValues: { ':me': { S: 'me' } },
    }),
  );

/** Conditional puts of small items, one and sixteen in flight, by turns on the emulator and on a bare HTTP server that keeps bytes in memory. */
export async function benchDynamodb(): Promise<readonly Comparison[]> {
  await using emulator = await startServer('emulator-process.ts');
  await using floor = await startServer('floor/store-process.ts');
  const { port, credentials } = emulator;
  await createTable(new DynamoDBClient({ endpoint: `http://127.0.0.1:${port}`, region, credentials }));
  const bodies = Array.from({ length: keys }, (_, key) => body(key));
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.PutItem' };
  const signed = await Promise.all(
    bodies.map((each) =>
      signedRequest({ method: 'POST', path: '/', port, body: each, headers }, { service: 'dynamodb', region, credentials }),
    ),
  );
  const bare = bodies.map((each, key) => wireRequest({ method: 'PUT', path: `/bench/${key}`, port, body: each }, { host: '127.0.0.1' }));
  const comparisons: Comparison[] = [];
  for (const inFlight of [1, 16]) {
    const of = { emulator: [] as Round[], floor: [] as Round[] };
    await run(emulator, signed, inFlight);
    await run(floor, bare, inFlight);
    for (let round = 0; round < rounds; round += 1) {
      of.floor.push(await run(floor, bare, inFlight));
      of.emulator.push(await run(emulator, signed, inFlight));
    }
    const compare = (what: string, unit: string, key: keyof Round): Comparison => ({
      what: `DynamoDB conditional put: ${what}`,
      unit,
      emulator: median(of.emulator.map((round) => round[key])),
      floor: median(of.floor.map((round) => round[key])),
    });
    if (inFlight === 1) comparisons.push(compare('CPU', 'ms/operation', 'cpuMs'));
    comparisons.push(compare(`${inFlight} in flight`, 'operations/s', 'perSecond'));
  }
  return comparisons;
}

async function createTable(dynamodb: DynamoDBClient): Promise<void> {
  await dynamodb.send(
    new CreateTableCommand({
      TableName: 'bench',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
}

async function run(server: BenchServer, requests: readonly string[], inFlight: number): Promise<Round> {
  const before = await server.usage();
  const { answers, perSecond } = await measure({ port: server.port, connections: inFlight, requests, warmUpMs: 0, measureMs: 1000 });
  return { cpuMs: ((await server.usage()).cpuMs - before.cpuMs) / answers, perSecond };
}
