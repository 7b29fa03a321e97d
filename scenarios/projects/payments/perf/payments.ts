/**
 * Payments are made and read at a rate that doesn't wait for answers (an open model).
 * RATE: requests a second and route. PEAK_RATE: the same in the middle third, where there is a spike. DURATION, WARMUP: whole seconds; what is sent in the warm-up has the tag phase:warmup.
 */
import exec from 'k6/execution';
import type { Options, Scenario } from 'k6/options';
import { create, read, routes, wakeUp } from './lib.ts';

const rate = Number(__ENV['RATE'] ?? 20);
const peakRate = Number(__ENV['PEAK_RATE'] ?? rate);
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
    ...usersFor(rate),
    tags: { phase },
  };
}

/** Many more users all at once, for the middle third. */
function spike(what: string): Scenario {
  const third = durationS / 3;
  return {
    executor: 'ramping-arrival-rate',
    exec: what,
    startRate: rate,
    timeUnit: '1s',
    startTime: `${warmupS}s`,
    stages: [
      { target: rate, duration: `${third}s` },
      { target: peakRate, duration: '0s' },
      { target: peakRate, duration: `${third}s` },
      { target: rate, duration: '0s' },
      { target: rate, duration: `${third}s` },
    ],
    ...usersFor(peakRate),
    tags: { phase: 'measure' },
  };
}

/** Enough for answers that take three seconds: one that is started late is an iteration dropped. More than a thousand would take the machine's memory. */
function usersFor(perSecond: number): Pick<Scenario, 'gracefulStop'> & { readonly preAllocatedVUs: number; readonly maxVUs: number } {
  return {
    gracefulStop: '5s',
    preAllocatedVUs: Math.min(600, Math.max(10, perSecond * 3)),
    maxVUs: Math.min(1_000, Math.max(20, perSecond * 5)),
  };
}

const measure = (what: string): Scenario => (peakRate === rate ? steady(what, 'measure') : spike(what));

/** Always true: k6 sums up by tag only what a threshold asks for. */
const asked = Object.values(routes).flatMap((route) => [
  [`http_req_duration{route:${route},phase:measure}`, ['max>=0']],
  [`http_req_failed{route:${route},phase:measure}`, ['rate>=0']],
  [`http_reqs{route:${route},phase:measure}`, ['count>=0']],
]);

export const options: Options = {
  scenarios: {
    ...(warmupS > 0 && { warm_create: steady('createPayment', 'warmup'), warm_read: steady('readPayment', 'warmup') }),
    create: measure('createPayment'),
    read: measure('readPayment'),
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
