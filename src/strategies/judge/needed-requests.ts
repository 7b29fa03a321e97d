import { alarmLevel, looksUntil } from './alarm-level.ts';
import { binomialTail } from './binomial-tail.ts';

/** How often a candidate that is as bad as a step has to be able to see is caught, at least. */
export const power = 0.9;

export interface Visible {
  /** What is allowed, a share of 1. */
  readonly errorRate: number;
  /** What a step has to be able to see, beyond what is allowed. */
  readonly seesErrorRate: number;
  readonly steps: number;
  readonly comparisons: number;
}

const most = 1_000_000;

/** The fewest requests with which the binomial test at the last look catches such a candidate as often as `power` says. */
export function neededRequests(visible: Visible): number {
  let [below, enough] = [0, 1];
  while (powerWith(enough, visible) < power && enough < most) [below, enough] = [enough, enough * 2];
  while (enough - below > 1) {
    const middle = Math.floor((below + enough) / 2);
    if (powerWith(middle, visible) < power) below = middle;
    else enough = middle;
  }
  return enough;
}

/** The chance that so many requests of a candidate that is just so bad are called a breach. */
export function powerWith(requests: number, { errorRate, seesErrorRate, steps, comparisons }: Visible): number {
  const level = alarmLevel(steps, comparisons, looksUntil(requests) - 1);
  return binomialTail(fewestAlarming(requests, errorRate, level), requests, Math.min(1, errorRate + seesErrorRate));
}

function fewestAlarming(requests: number, errorRate: number, level: number): number {
  let [quiet, alarming] = [Math.floor(requests * errorRate) - 1, requests + 1];
  while (alarming - quiet > 1) {
    const middle = Math.floor((quiet + alarming) / 2);
    if (binomialTail(middle, requests, errorRate) <= level) alarming = middle;
    else quiet = middle;
  }
  return alarming;
}
