import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { embedded } from '../../harness/backends/embedded.ts';
import type { GeneratedFunction } from './generated-function.ts';

/** What no rehearsal of the project in `argv[2]` can do without: its functions bundled by esbuild in one go, and a world up in which nothing is. */
export interface Floor {
  readonly totalMs: number;
}

const [, , project = '', out = ''] = process.argv;
const functions = JSON.parse(readFileSync(join(project, 'functions.json'), 'utf8')) as readonly GeneratedFunction[];
const environments = ['local', 'dev', 'uat', 'production'].map((name, index) => ({
  name,
  account: String(index + 1).repeat(12),
  region: 'eu-west-1',
  regions: ['eu-west-1'],
  access: 'pipeline' as const,
  database: true,
}));
const startedAt = performance.now();
await build({
  absWorkingDir: project,
  entryPoints: functions.map(({ entry }) => entry),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  minify: true,
  outdir: join(out, 'bundles'),
  logLevel: 'silent',
});
const world = await embedded.start({
  dataDir: join(out, 'world'),
  cacheDir: join(homedir(), '.cache', 'dress-rehearsal'),
  logsDir: join(out, 'logs'),
  tooling: { account: '111111111110', region: 'eu-west-1' },
  environments,
  seed: 1,
  lifetime: 'parent',
});
const totalMs = performance.now() - startedAt;
await world[Symbol.asyncDispose]();
process.stdout.write(JSON.stringify({ totalMs } satisfies Floor));
