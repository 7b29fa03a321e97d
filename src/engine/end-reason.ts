import { isSameFunction, placeOf } from '../model/deployment.ts';
import type { Stage, Topology } from '../model/topology.ts';
import type { RunState } from './run-state.ts';
import type { RolledBack, StageState } from './stage-state.ts';
import { redStep } from './stage-state.ts';
import type { TrafficMoved } from './traffic-moved.ts';
import { trafficMoved } from './traffic-moved.ts';

/** Why a run ended well. One that was to go no further says how far. */
export function releasedReason(topology: Topology, stages: readonly Stage[], state: RunState): string {
  const reached = stages.at(-1)?.environment ?? '';
  const version = state.started?.version ?? '';
  if (reached === topology.stages.at(-1)?.environment) return `${version} is released: every stage passed, ${reached} is the last.`;
  return `${version} passed every stage as far as asked: ${reached}.`;
}

/** Why a run ended at a stage, and in which state that leaves the environment. */
export function stoppedReason(stage: Stage, done: StageState, stranded: string | null = null): string {
  const { environment } = stage;
  if (done.refused !== null) return `${environment}: ${done.refused}`;
  const red = redStep(done);
  const why = red === null ? `${environment} did not pass.` : `${environment}: ${red.name} ${said[red.verdict]}: ${red.reason}`;
  const moved = trafficMoved(done);
  if (done.rolledBack !== null) return `${why} ${rolledBackReason(done.rolledBack, moved)}`;
  if (red === null || red.verdict === 'waiting' || moved === null) return why;
  return `${why} ${leftReason(stage, red.step, moved, stranded)}`;
}

const said = { passed: 'passed', waived: 'was waived', failed: 'failed', inconclusive: 'was inconclusive', waiting: 'waits' } as const;

function leftReason(stage: Stage, red: number, moved: TrafficMoved, stranded: string | null): string {
  const step = stage.steps[red];
  if (step?.kind === 'gate' && (step.onFailure === 'roll-back' || step.gate === 'deploy') && moved.previous.length === 0) {
    return `Nothing was live in ${stage.environment} before, so traffic can't go back: the new version is still live.`;
  }
  const wanted = step?.kind === 'gate' && (step.onFailure === 'roll-back' || step.gate === 'deploy');
  if (wanted && stranded !== null) return `Not rolled back: ${stranded}`;
  return `The new version is still live in ${stage.environment}: the topology asks for no rollback there.`;
}

function rolledBackReason({ rollback, deployed, load }: RolledBack, moved: TrafficMoved | null): string {
  const { userErrorWindowMs: seen, limitMs, detectedMs, revertedMs } = rollback;
  const times = `detected after ${String(detectedMs)} ms, reverted after another ${String(revertedMs)} ms`;
  const measured = load.length === 0 ? "users' errors were not measured, so all of that counts" : `users saw errors for ${String(seen)} ms`;
  const limit = seen > limitMs ? `over the limit of ${String(limitMs)} ms` : `within the limit of ${String(limitMs)} ms`;
  const stays = deployed.filter((each) => moved !== null && !moved.previous.some((before) => isSameFunction(before, each)));
  const left = stays.length === 0 ? '' : ` ${stays.map(placeOf).join(', ')} had no version before and stays.`;
  return `Rolled back to what was live before (${times}; ${measured}, ${limit}).${left}`;
}
