import { randomBytes } from 'node:crypto';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { measure, median } from './client.ts';
import { startServer } from './server.ts';
import type { BenchServer } from './server.ts';
import { signedRequest, wireRequest } from './signed-request.ts';
import type { Comparison } from './table.ts';

const region = 'eu-central-1';
const keys = Array.from({ length: 64 }, (_, index) => `object-${index}`);
const rounds = 5;
const inFlight = 4;

interface Round {
  readonly cpuMs: number;
  readonly perSecond: number;
}

/** Objects of 16 KiB written and read, by turns on the emulator and on a bare HTTP server that keeps bytes in memory. */
export async function benchS3(): Promise<readonly Comparison[]> {
  await using emulator = await startServer('emulator-process.ts');
  await using floor = await startServer('floor/store-process.ts');
  const { port, credentials } = emulator;
  const s3 = new S3Client({ endpoint: `http://127.0.0.1:${port}`, region, credentials, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'bench', CreateBucketConfiguration: { LocationConstraint: region } }));
  const comparisons: Comparison[] = [];
  for (const method of ['PUT', 'GET']) {
    const requests = keys.map((key) => ({
      method,
      path: `/bench/${key}`,
      port,
      body: method === 'PUT' ? randomBytes(16_384) : new Uint8Array(),
    }));
    const signed = await Promise.all(requests.map((request) => signedRequest(request, { service: 's3', region, credentials })));
    const bare = requests.map((request) => wireRequest(request, { host: '127.0.0.1' }));
    const of = { emulator: [] as Round[], floor: [] as Round[] };
    await run(emulator, signed);
    await run(floor, bare);
    for (let round = 0; round < rounds; round += 1) {
      of.floor.push(await run(floor, bare));
      of.emulator.push(await run(emulator, signed));
    }
    const compare = (what: string, unit: string, key: keyof Round): Comparison => ({
      what: `S3 ${method.toLowerCase()} of 16 KiB: ${what}`,
      unit,
      emulator: median(of.emulator.map((round) => round[key])),
      floor: median(of.floor.map((round) => round[key])),
    });
    comparisons.push(compare('CPU', 'ms/operation', 'cpuMs'), compare(`${inFlight} in flight`, 'operations/s', 'perSecond'));
  }
  return comparisons;
}

async function run(server: BenchServer, requests: readonly string[]): Promise<Round> {
  const before = await server.usage();
  const { answers, perSecond } = await measure({ port: server.port, connections: inFlight, requests, warmUpMs: 0, measureMs: 1000 });
  return { cpuMs: ((await server.usage()).cpuMs - before.cpuMs) / answers, perSecond };
}
