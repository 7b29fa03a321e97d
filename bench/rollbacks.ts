import { existsSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheDir } from '../src/cli/cache-dir.ts';
import { createRehearsal } from '../src/compose.ts';
import { goingOn } from '../src/compose/going-on.ts';
import { openRehearsal } from '../src/compose/open-rehearsal.ts';
import { portsOf } from '../src/compose/ports-of.ts';
import { stateOf, stageIn } from '../src/engine/run-state.ts';
import { objectivesOf } from '../src/gates/objective.ts';
import { rehearseRound } from '../src/gates/rehearse-round.ts';
import { UsersSeen } from '../src/gates/users-seen.ts';
import type { RehearsalRound } from '../src/model/rollback-rehearsal.ts';
import type { RehearsalOptions } from '../src/rehearsal-options.ts';
import { median } from './client.ts';

/**
 * Rollbacks in a row, under k6, on a kept world of the sample: `node bench/rollbacks.ts [times] [folder] [environment]`. The folder's world is made,
 * up to that environment, where none is up in it. Ends 1 where one round did not come back, or was over the stage's limit.
 */
const times = Number(process.argv[2] ?? 50);
const out = process.argv[3] ?? join(tmpdir(), 'bench-rollbacks');
const environment = process.argv[4] ?? 'uat';

const quiet = { stepStarted: () => undefined, happened: () => undefined, note: () => undefined };
const asked: RehearsalOptions = { project: null, out, cacheDir: cacheDir(process.env), progress: quiet };

if (!existsSync(join(out, 'state/world/world.json'))) {
  const end = await createRehearsal({ ...asked, to: environment, keep: true, approveAs: 'Priya Raman' }).run();
  if (end.result.kind !== 'finished' || end.result.outcome !== 'released')
    throw new Error(`The world did not come up: ${JSON.stringify(end.result)}`);
}

const options: RehearsalOptions = { ...asked, ...(await goingOn(out)).options };
await using opened = await openRehearsal(options);
const { topology, project, evidence, world } = opened;
// What is planted here is no part of the run that made the world: nothing of it goes into its ledger.
const ports = { ...portsOf(opened, options), faults: world.ports.faults };
const stage = topology.stages.find((each) => each.environment === environment);
const state = stateOf(evidence.entries().map((entry) => entry.happening));
const deployed = [...stageIn(state, environment).steps.values()].findLast((step) => step.facts.deployed !== undefined)?.facts.deployed;
const previous = state.baselines.get(environment) ?? [];
if (stage === undefined || deployed === undefined || previous.length === 0)
  throw new Error(`Nothing can be rolled back in ${environment}.`);

const objectives = (project.performance?.routes ?? []).flatMap(objectivesOf);
const traffic = await ports.load.startTraffic(environment);
if (traffic.kind !== 'flowing') throw new Error(`No traffic: ${JSON.stringify(traffic)}`);
const rounds: RehearsalRound[] = [];
const wrong: string[] = [];
try {
  const users = new UsersSeen(traffic, ports);
  await users.until((requests) => (requests.length >= 100 ? requests : null), 60_000);
  for (let time = 1; time <= times; time += 1) {
    const round = {
      environment,
      effect: { kind: 'errors' },
      deployed,
      previous,
      objectives,
      alerts: [],
      limitMs: stage.rollbackLimitMs,
    } as const;
    const end = await rehearseRound(round, ports, users);
    if (end.kind === 'recovered') rounds.push(end.round);
    else wrong.push(`${String(time)}: stopped at ${end.at}: ${end.reason}`);
  }
} finally {
  await traffic.stop();
}

const live = await ports.deployer.live(environment);
const isStable = deployed.every((each) => live.some((now) => now.function === each.function && now.version === each.version));
const over = rounds.filter(({ userErrorWindowMs }) => userErrorWindowMs > stage.rollbackLimitMs);
process.stdout.write(`${report()}\n`);
process.exitCode = wrong.length === 0 && over.length === 0 && isStable ? 0 : 1;

function report(): string {
  const parts = [
    ['users saw it', (round: RehearsalRound) => round.userErrorWindowMs],
    ['detected after', (round: RehearsalRound) => round.detectedMs],
    ['decided after another', (round: RehearsalRound) => round.decidedMs],
    ['reverted in', (round: RehearsalRound) => round.revertedMs],
    ['well after another', (round: RehearsalRound) => round.recoveredMs],
    ['back on the new versions in', (round: RehearsalRound) => round.backMs],
    ['requests lost after the decision', (round: RehearsalRound) => round.lost],
  ] as const;
  const rows = parts.map(([name, of]) => {
    const values = rounds.map(of);
    return `| ${name} | ${String(Math.round(median(values)))} | ${String(Math.max(...values))} |`;
  });
  const machine = `${String(availableParallelism())} × ${cpus()[0]?.model ?? '?'}, load ${(loadavg()[0] ?? 0).toFixed(1)}`;
  return [
    `${String(rounds.length)} of ${String(times)} rollbacks in ${environment} came back and were taken back again (${machine}); limit ${String(stage?.rollbackLimitMs)} ms, ${String(over.length)} over it.`,
    `At the end ${isStable ? 'the stable versions are live' : 'OTHER VERSIONS ARE LIVE'}.`,
    '',
    '| ms | median | worst |',
    '|---|---|---|',
    ...rows,
    ...wrong,
  ].join('\n');
}
