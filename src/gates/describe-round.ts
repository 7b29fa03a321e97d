import { effectInWords } from '../model/fault.ts';
import type { RehearsalRound } from '../model/rollback-rehearsal.ts';
import type { TopologyAlert } from '../model/topology.ts';

/** `With errors planted: seen after 120 ms, decided after 45, reverted in 60, well after 10 more; users saw it for 230 ms, …` */
export function describeRound(round: RehearsalRound): string {
  const { fault, detectedMs, decidedMs, revertedMs, recoveredMs, userErrorWindowMs, lost, inFlight, inFlightFailed, backMs } = round;
  const times = `seen after ${ms(detectedMs)}, decided after ${ms(decidedMs)} more, reverted in ${ms(revertedMs)}, well ${ms(recoveredMs)} later, and back on the new versions in ${ms(backMs)}`;
  const users = `users saw it for ${ms(userErrorWindowMs)}, ${String(lost)} requests failed after the decision, ${String(inFlight)} were under way at the revert (${String(inFlightFailed)} of them failed)`;
  return `With ${effectInWords(fault)} planted: ${times}; ${users}.`;
}

export function worstOf(rounds: readonly RehearsalRound[]): RehearsalRound | null {
  return rounds.toSorted((left, right) => right.userErrorWindowMs - left.userErrorWindowMs)[0] ?? null;
}

/** An alert of errors has to fire at every fault that makes requests fail, one of latency at every fault that makes them slow. */
export function alertsNotFired({ fault, alerts }: RehearsalRound, all: readonly TopologyAlert[]): readonly string[] {
  const due = all.filter(({ when }) => (fault.kind === 'latency' ? when.kind === 'p99' : when.kind === 'error-rate'));
  return due
    .filter(({ name }) => !alerts.some((fired) => fired.alert === name))
    .map(({ name, severity }) => `The ${severity} alert ${name} did not fire with ${effectInWords(fault)} planted`);
}

function ms(value: number): string {
  return `${String(Math.round(value))} ms`;
}
