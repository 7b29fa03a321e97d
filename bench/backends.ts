import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Backend } from '../harness/backends/backend.ts';
import { containers } from '../harness/backends/containers.ts';
import { embedded } from '../harness/backends/embedded.ts';

/** A world of four environments, from nothing to up: the embedded one beside containers where an engine is here, and beside the floor. */
const rounds = 5;
const cacheDir = join(homedir(), '.cache', 'dress-rehearsal');

async function upMs(backend: Backend): Promise<number> {
  const out = await mkdtemp(join(tmpdir(), 'rehearse-bench-'));
  const environments = ['local', 'dev', 'uat', 'production'].map((name, index) => ({
    name,
    account: String(index + 1).repeat(12),
    region: 'eu-west-1',
    regions: ['eu-west-1'],
    access: 'pipeline' as const,
    database: true,
  }));
  const startedAt = performance.now();
  const world = await backend.start({
    dataDir: join(out, 'world'),
    cacheDir,
    logsDir: join(out, 'logs'),
    tooling: { account: '111111111110', region: 'eu-west-1' },
    environments,
    seed: 1,
    lifetime: 'parent',
  });
  const took = performance.now() - startedAt;
  await world[Symbol.asyncDispose]();
  await rm(out, { recursive: true, force: true });
  return took;
}

/** The least that could be called up: a process that answers HTTP. */
async function floorMs(): Promise<number> {
  const startedAt = performance.now();
  const server = createServer((_, response) => response.end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  spawnSync(process.execPath, ['-e', '0']);
  server.close();
  return performance.now() - startedAt;
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

async function measure(backend: Backend): Promise<{ readonly cold: number; readonly warm: number }> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) times.push(await upMs(backend));
  const [cold = 0, ...warm] = times;
  return { cold, warm: median(warm) };
}

const hasEngine = spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0;
const measured = [
  ['embedded', await measure(embedded)] as const,
  ...(hasEngine ? [['containers', await measure(containers({ emulator: 'localstack', isolation: 'shared' }))] as const] : []),
];
const floor = median([await floorMs(), await floorMs(), await floorMs()]);
const rows = measured.map(
  ([name, { cold, warm }]) => `| ${name} | ${Math.round(cold)} | ${Math.round(warm)} | ${(warm / floor).toFixed(1)} |`,
);
process.stdout.write(
  [
    '| world of four environments | first, ms | median of five after it, ms | times an empty Node process |',
    '| --- | ---: | ---: | ---: |',
    ...rows,
    '',
  ].join('\n'),
);
