import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRehearsal, makePatchedRepository, removeRun } from '../src/compose.ts';
import type { RehearsalRecord, StageRecord } from '../src/model/record.ts';
import type { RehearsalOptions } from '../src/rehearsal-options.ts';
import { faults, strategies, topologyWith } from './strategies/plan.ts';

/**
 * The sample's release by each strategy, well and with each planted fault: what came of it, at which step, and what users saw.
 * `node bench/strategies.ts [STRATEGY…]` prints the table; about a minute a row.
 */
const pace = 100;
const shipped = fileURLToPath(new URL('..', import.meta.url));
const sample = {
  kind: 'sample',
  folder: join(shipped, 'scenarios/projects/payments'),
  history: join(shipped, 'scenarios/projects/payments.history'),
} as const;
const quiet: RehearsalOptions['progress'] = { stepStarted: () => undefined, happened: () => undefined, note: () => undefined };

const wanted = process.argv.slice(2);
const chosen = Object.entries(strategies).filter(([name]) => wanted.length === 0 || wanted.includes(name));
const scratch = await mkdtemp(join(tmpdir(), 'rehearse-strategies-'));
process.stdout.write(
  '| strategy | fault | came of it | detected after | users saw errors for | given back in | requests lost |\n|---|---|---|---|---|---|---|\n',
);
try {
  for (const [name, strategy] of chosen)
    for (const fault of faults) process.stdout.write(`${rowOf(name, fault.name, await rehearse(name, strategy, fault.patch))}\n`);
} finally {
  await rm(scratch, { recursive: true, force: true });
}

async function rehearse(name: string, strategy: string, patch: string | null): Promise<StageRecord | null> {
  const project = join(scratch, 'project');
  const out = join(scratch, 'run');
  const topology = join(scratch, `${name}.yaml`);
  await mkdir(scratch, { recursive: true });
  await writeFile(topology, topologyWith(name, strategy));
  const files = patch === null ? null : { files: [join(shipped, 'bench/strategies', patch)], message: 'Plant a fault' };
  await makePatchedRepository(sample, project, files);
  const cacheDir = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const options: RehearsalOptions = {
    project,
    topology,
    out,
    pace,
    cacheDir: join(cacheDir, 'dress-rehearsal'),
    dependencies: join(shipped, 'node_modules'),
    progress: quiet,
  };
  try {
    const { record } = await createRehearsal(options).run();
    return (record satisfies RehearsalRecord | null)?.stages[0] ?? null;
  } finally {
    await removeRun(out);
  }
}

function rowOf(strategy: string, fault: string, stage: StageRecord | null): string {
  if (stage === null) return `| ${strategy} | ${fault} | no record | | | | |`;
  const { rollback, rollout, load, gates } = stage;
  const lost = load.reduce((sum, route) => sum + Math.round(route.requests * route.errorRate), 0);
  const last = rollout?.steps.at(-1);
  const red = gates.find((gate) => gate.verdict !== 'passed');
  const came =
    rollback === null
      ? red === undefined
        ? 'released'
        : `${stage.outcome}: ${red.reason.slice(0, 160)}`
      : `rolled back by ${red?.gate ?? '?'}, at ${last === undefined ? '?' : `${String(last.weightPercent)} %`}`;
  const times = rollback === null ? ['–', '–', '–'] : [rollback.detectedMs, rollback.userErrorWindowMs, rollback.revertedMs].map(seconds);
  return `| ${strategy} | ${fault} | ${came} | ${times.join(' | ')} | ${String(lost)} |`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
