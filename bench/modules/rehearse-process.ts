import { homedir } from 'node:os';
import { join } from 'node:path';
import { createRehearsal } from '../../src/index.ts';
import { approver } from './rehearsal-of.ts';

/** One rehearsal of the project in `argv[2]`, in a process of its own so that its memory can be told from the bench's. */
export interface Rehearsed {
  readonly totalMs: number;
  /** Ms by gate, of all stages together. */
  readonly gates: Readonly<Record<string, number>>;
}

const [, , project = '', out = ''] = process.argv;
const startedAt = performance.now();
const end = await createRehearsal({
  project,
  out,
  cacheDir: join(homedir(), '.cache', 'dress-rehearsal'),
  approveAs: approver,
  progress: { stepStarted: () => undefined, happened: () => undefined, note: () => undefined },
}).run();
const totalMs = performance.now() - startedAt;
if (end.record?.outcome !== 'released') throw new Error(`the run was not released: ${JSON.stringify(end.record?.stages ?? end.result)}`);
const gates: Record<string, number> = {};
for (const { gate, durationMs } of end.record.stages.flatMap((stage) => stage.gates)) gates[gate] = (gates[gate] ?? 0) + durationMs;
process.stdout.write(JSON.stringify({ totalMs, gates } satisfies Rehearsed));
