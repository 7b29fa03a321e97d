import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRehearsal } from '../src/index.ts';
import { theProjects } from './the-projects.ts';

/**
 * The harness's own share of a warm run of the sample: all of it but the project's own commands and k6's measuring time, which are read
 * from the record. Medians of three runs, after one that warms the caches and is printed beside them: `node bench/own-share.ts [runs]`.
 */
const rounds = Number(process.argv[2] ?? 3);
/** Counted as the harness's, though most of it is waiting: for the older release's tests on copies, and for users to see a planted fault. */
const waiting = ['compatibility', 'rollback-rehearsal'];

interface Share {
  readonly totalMs: number;
  readonly ownMs: number;
  readonly ofIt: Readonly<Record<string, number>>;
}

async function once(): Promise<Share> {
  const out = await mkdtemp(join(tmpdir(), 'rehearse-bench-'));
  const startedAt = performance.now();
  const quiet = { stepStarted: () => undefined, happened: () => undefined, note: () => undefined };
  const end = await createRehearsal({
    project: null,
    out,
    cacheDir: join(homedir(), '.cache', 'dress-rehearsal'),
    approveAs: 'Priya Raman',
    progress: quiet,
  }).run();
  const totalMs = performance.now() - startedAt;
  await rm(out, { recursive: true, force: true });
  if (end.record?.outcome !== 'released') throw new Error(`the run was not released: ${JSON.stringify(end.result)}`);
  const gates = end.record.stages.flatMap((stage) => stage.gates);
  const took = (is: (gate: string) => boolean): number => gates.reduce((sum, { gate, durationMs }) => sum + (is(gate) ? durationMs : 0), 0);
  const ofIt = Object.fromEntries(waiting.map((name) => [name, took((gate) => gate === name)]));
  return { totalMs, ownMs: totalMs - took((gate) => theProjects.has(gate)), ofIt };
}

const runs: Share[] = [];
for (let round = 0; round <= rounds; round += 1) runs.push(await once());
const [first, ...warm] = runs;
const median = (of: (share: Share) => number): string =>
  ((warm.map(of).toSorted((left, right) => left - right)[Math.floor(warm.length / 2)] ?? 0) / 1000).toFixed(1);
const seconds = (ms: number | undefined): string => ((ms ?? 0) / 1000).toFixed(1);
process.stdout.write(
  [
    `| run of the sample, embedded | first, s | median of ${rounds} after it, s |`,
    '| --- | ---: | ---: |',
    `| whole | ${seconds(first?.totalMs)} | ${median((share) => share.totalMs)} |`,
    `| the harness's own share | ${seconds(first?.ownMs)} | ${median((share) => share.ownMs)} |`,
    ...waiting.map((name) => `| of it \`${name}\` | ${seconds(first?.ofIt[name])} | ${median((share) => share.ofIt[name] ?? 0)} |`),
    '',
  ].join('\n'),
);
