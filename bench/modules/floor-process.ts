import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { embedded } from '../../harness/backends/embedded.ts';
import { emptyWorld } from '../empty-world.ts';
import type { GeneratedFunction } from './generated-function.ts';

/** What no rehearsal of the project in `argv[2]` can do without: its functions bundled by esbuild in one go, and a world up in which nothing is. */
export interface Floor {
  readonly totalMs: number;
}

const [, , project = '', out = ''] = process.argv;
const functions = JSON.parse(readFileSync(join(project, 'functions.json'), 'utf8')) as readonly GeneratedFunction[];
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
const world = await embedded.start(emptyWorld(out));
const totalMs = performance.now() - startedAt;
await world[Symbol.asyncDispose]();
process.stdout.write(JSON.stringify({ totalMs } satisfies Floor));
