import type { DeployedFunction } from '../model/deployment.ts';
import type { Fault } from '../model/fault.ts';

/** A fault, when it begins and how long it lasts, in ms from the start. */
export interface ScheduledFault {
  readonly afterMs: number;
  readonly forMs: number;
  readonly fault: Fault;
}

export interface ChaosOptions {
  readonly seed: number;
  readonly forMs: number;
  /** What is live. */
  readonly functions: readonly DeployedFunction[];
  readonly hasDatabase: boolean;
}

const calmMs = { least: 2_000, most: 6_000 };
const stormMs = { least: 1_000, most: 4_000 };

/** One fault after the other, with calm between them: the same seed, time and functions give the same schedule. */
export function chaosSchedule({ seed, forMs, functions, hasDatabase }: ChaosOptions): readonly ScheduledFault[] {
  const draw = drawFrom(seed);
  const between = ({ least, most }: typeof calmMs): number => Math.round(least + draw() * (most - least));
  const schedule: ScheduledFault[] = [];
  for (let afterMs = between(calmMs); ;) {
    const lasts = between(stormMs);
    // The last calm shows whether all came right again.
    if (afterMs + lasts + calmMs.least > forMs) return schedule;
    schedule.push({ afterMs, forMs: lasts, fault: drawFault(draw, functions, hasDatabase) });
    afterMs += lasts + between(calmMs);
  }
}

function drawFault(draw: () => number, functions: readonly DeployedFunction[], hasDatabase: boolean): Fault {
  const kinds: readonly (() => Fault)[] = [
    () => inOne({ kind: 'killed' }, 100),
    () => inOne({ kind: 'latency', forMs: 200 + Math.round(draw() * 800) }, 50),
    () => inOne({ kind: 'errors' }, 10 + Math.round(draw() * 40)),
    () => ({ kind: 'operation', service: 'secretsmanager', operation: 'GetSecretValue', effect: { kind: 'throttled' }, sharePercent: 50 }),
    ...(hasDatabase ? [(): Fault => ({ kind: 'database-restart' }), (): Fault => ({ kind: 'connection-exhaustion' })] : []),
  ];
  const inOne = (effect: Extract<Fault, { readonly kind: 'versions' }>['effect'], sharePercent: number): Fault => {
    const { function: name, version } = pick(functions, draw);
    return { kind: 'versions', functions: [{ function: name, version }], effect, sharePercent };
  };
  return pick(kinds, draw)();
}

function pick<Item>(items: readonly Item[], draw: () => number): Item {
  const item = items[Math.floor(draw() * items.length)];
  if (item === undefined) throw new Error('There is nothing to plant a fault in.');
  return item;
}

/** Numbers in [0, 1) that follow from the seed alone (mulberry32). */
function drawFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
