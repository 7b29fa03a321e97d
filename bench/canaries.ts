import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheDir } from '../src/cli/cache-dir.ts';
import { createRehearsal, makePatchedRepository, removeRun } from '../src/compose.ts';
import type { StageRecord } from '../src/model/record.ts';
import type { RehearsalOptions } from '../src/rehearsal-options.ts';
import { canaries, canariesOf, type Canary, topology } from './canaries/plan.ts';
import { median } from './client.ts';

/**
 * Live canaries under k6: `node bench/canaries.ts [number]` (10). So many of the release that is live already, of which none may be called a difference, and as
 * many with 100 ms or 5 % of errors more, by turns, of which all must be. Ends 1 where one was judged otherwise, or not at all; half a minute each.
 */
const number = Number(process.argv[2] ?? 10);
/** Bakes last as long as their requests need and no longer. */
const pace = 60;
const shipped = fileURLToPath(new URL('..', import.meta.url));
const sample = { folder: join(shipped, 'scenarios/projects/payments'), history: join(shipped, 'scenarios/projects/payments.history') };
const quiet: RehearsalOptions['progress'] = { stepStarted: () => undefined, happened: () => undefined, note: () => undefined };

interface Played {
  readonly canary: Canary;
  readonly said: 'well' | 'a breach' | 'nothing';
  readonly reason: string;
  /** That the new versions had served when it was said. */
  readonly requests: number;
  readonly bakedMs: number;
}

const scratch = await mkdtemp(join(tmpdir(), 'rehearse-canaries-'));
const played: Played[] = [];
try {
  const path = join(scratch, 'path.yaml');
  await writeFile(path, topology);
  for (const [index, canary] of canariesOf(number).entries()) {
    const one = await play(canary, path, index + 1);
    played.push(one);
    process.stderr.write(`${String(index + 1)} ${canary}: ${one.said} after ${String(one.requests)} requests. ${one.reason}\n`);
  }
} finally {
  await rm(scratch, { recursive: true, force: true });
}
process.stdout.write(`${report()}\n`);
process.exitCode = played.every(isRight) ? 0 : 1;

async function play(canary: Canary, path: string, seed: number): Promise<Played> {
  const project = join(scratch, 'project');
  const out = join(scratch, 'run');
  const files = [join(shipped, 'bench/canaries', canaries[canary].patch)];
  await makePatchedRepository(sample, project, { files, message: canaries[canary].title, tags: { 'v1.4.0': 'HEAD~1' } });
  const where = { project, topology: path, out, cacheDir: cacheDir(process.env), dependencies: join(shipped, 'node_modules') };
  try {
    const { record, result } = await createRehearsal({ ...where, pace, seed, progress: quiet }).run();
    const stage = record?.stages[0];
    if (stage === undefined) throw new Error(`canary ${String(seed)} left no record: ${JSON.stringify(result)}`);
    return playedOf(canary, stage);
  } finally {
    await removeRun(out);
  }
}

function playedOf(canary: Canary, { rollout, gates }: StageRecord): Played {
  const step = rollout?.steps.find(({ judgement }) => judgement !== undefined);
  if (step?.judgement === undefined) {
    const red = gates.find(({ verdict }) => verdict !== 'passed');
    return { canary, said: 'nothing', reason: red?.reason ?? 'no step was judged', requests: 0, bakedMs: 0 };
  }
  const { verdict, reason, candidate } = step.judgement;
  const said = verdict === 'passed' ? 'well' : verdict === 'failed' ? 'a breach' : 'nothing';
  return { canary, said, reason, requests: candidate.requests, bakedMs: step.durationMs };
}

function isRight({ canary, said }: Played): boolean {
  return said === (canaries[canary].isWorse ? 'a breach' : 'well');
}

function report(): string {
  const machine = `${String(availableParallelism())} × ${cpus()[0]?.model ?? '?'}, load ${(loadavg()[0] ?? 0).toFixed(1)}`;
  const rows = Object.entries(canaries).flatMap(([name, { title }]) => {
    const own = played.filter(({ canary }) => canary === name);
    if (own.length === 0) return [];
    const count = (said: Played['said']): string => String(own.filter((one) => one.said === said).length);
    const middle = (of: (one: Played) => number): string => String(Math.round(median(own.map(of))));
    const figures = [
      count('well'),
      count('a breach'),
      count('nothing'),
      middle(({ requests }) => requests),
      middle(({ bakedMs }) => bakedMs),
    ];
    return [`| ${title} | ${String(own.length)} | ${figures.join(' | ')} |`];
  });
  return [
    `${String(played.filter(isRight).length)} of ${String(played.length)} live canaries were judged rightly (${machine}).`,
    '',
    '| what is rolled out | canaries | well | a breach | nothing said | requests until then (median) | ms (median) |',
    '|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}
