/**
 * Payments are made and read at a rate that doesn't wait for answers (an open model).
 * RATE: requests a second and route. DURATION, WARMUP: whole seconds; what is sent in the warm-up has the tag phase:warmup.
 */
import exec from 'k6/execution';
import type { Options, Scenario } from 'k6/options';
import { create, read, routes, wakeUp } from './lib.ts';

const rate = Number(__ENV['RATE'] ?? 20);
const durationS = Number.parseInt(__ENV['DURATION'] ?? '20', 10);
const warmupS = Number.parseInt(__ENV['WARMUP'] ?? '5', 10);

function steady(what: string, phase: 'warmup' | 'measure'): Scenario {
  return {
    executor: 'constant-arrival-rate',
    exec: what,
    rate,
    timeUnit: '1s',
    startTime: phase === 'warmup' ? '0s' : `${warmupS}s`,
    duration: `${phase === 'warmup' ? warmupS : durationS}s`,
    gracefulStop: '5s',
    // Enough for answers that take three seconds: one that is started late is an iteration dropped.
    preAllocatedVUs: Math.max(10, rate * 3),
    maxVUs: Math.max(20, rate * 5),
    tags: { phase },
  };
}

/** Always true: k6 sums up by tag only what a threshold asks for. */
const asked = Object.values(routes).flatMap((route) => [
  [`http_req_duration{route:${route},phase:measure}`, ['max>=0']],
  [`http_req_failed{route:${route},phase:measure}`, ['rate>=0']],
  [`http_reqs{route:${route},phase:measure}`, ['count>=0']],
]);

export const options: Options = {
  scenarios: {
    ...(warmupS > 0 && { warm_create: steady('createPayment', 'warmup'), warm_read: steady('readPayment', 'warmup') }),
    create: steady('createPayment', 'measure'),
    read: steady('readPayment', 'measure'),
  },
  thresholds: Object.fromEntries(asked) as NonNullable<Options['thresholds']>,
  summaryTrendStats: ['min', 'med', 'avg', 'p(90)', 'p(95)', 'p(99)', 'max', 'count'],
};

interface Data {
  readonly run: string;
  readonly ids: readonly string[];
}

export function setup(): Data {
  wakeUp();
  const run = Date.now().toString(36);
  const ids = Array.from({ length: 20 }, (_, index) => create(`load-${run}-setup-${index}`)).filter((id) => id !== '');
  if (ids.length === 0) throw new Error('no payment could be made, so there is none to read');
  return { run, ids };
}

export function createPayment({ run }: Data): void {
  create(`load-${run}-${exec.scenario.name}-${exec.scenario.iterationInTest}`);
}

export function readPayment({ ids }: Data): void {
  read(ids[exec.scenario.iterationInTest % ids.length] ?? '');
}
