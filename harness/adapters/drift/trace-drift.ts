import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { DriftReader, DriftReport, ForeignChange } from '../../../src/ports/drift.ts';
import type { EvidenceStore } from '../../../src/ports/evidence-store.ts';
import type { World, WorldPlan } from '../../backends/backend.ts';
import { environmentOf } from '../aws/sessions.ts';
import type { StageStates } from '../state/stage-states.ts';
import { readTracedCall, type TracedCall } from './traced-call.ts';
import { whoseChange } from './whose-change.ts';

export interface TraceDriftOptions {
  readonly world: Pick<World, 'trace'>;
  readonly plan: WorldPlan;
  readonly states: Pick<StageStates, 'read'>;
  readonly evidence: Pick<EvidenceStore, 'keep'>;
}

interface Seen {
  readonly calls: number;
  readonly changes: readonly ForeignChange[];
  readonly byPipeline: number;
}

/** Who changed an account, from the trace of its calls; what the pipeline left there, from the stage's state. */
export class TraceDrift implements DriftReader {
  readonly #options: TraceDriftOptions;

  constructor(options: TraceDriftOptions) {
    this.#options = options;
  }

  async read(environment: string): Promise<DriftReport> {
    const { world, plan, states, evidence } = this.#options;
    const state = await states.read(environment);
    const since = state?.accountedAt ?? null;
    const { account } = environmentOf(plan, environment);
    const seen = world.trace === null ? null : await readChanges(world.trace, account, since);
    // What the pipeline did since, by hand-started commands, is not in the state; the trace vouches for it.
    const left = seen !== null && seen.byPipeline > 0 ? null : (state?.deployed ?? null);
    const report = { since, calls: seen?.calls ?? null, changes: seen?.changes ?? [], left };
    const digest = await evidence.keep(`${environment}-drift.json`, JSON.stringify({ environment, account, ...report }, null, 2));
    return { ...report, evidence: [digest] };
  }
}

async function readChanges(trace: string, account: string, since: string | null): Promise<Seen> {
  let calls = 0;
  let byPipeline = 0;
  const changes: ForeignChange[] = [];
  for await (const line of createInterface({ input: createReadStream(trace, 'utf8'), crlfDelay: Infinity })) {
    if (!line.includes(account)) continue;
    const call = readTracedCall(line);
    if (call === null || (since !== null && call.at <= since)) continue;
    calls += 1;
    const whose = whoseChange(call, account);
    if (whose === 'pipeline') byPipeline += 1;
    if (whose === 'somebody') changes.push(changeOf(call));
  }
  return { calls, changes, byPipeline };
}

function changeOf({ at, principal, service, operation, wants }: TracedCall): ForeignChange {
  const [want] = wants;
  return { at, who: principal, what: want?.action ?? `${service}:${operation}`, resource: want?.resource ?? '*' };
}
