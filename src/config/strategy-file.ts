import { z } from 'zod';
import type { StageStrategy } from '../model/rollout-strategy.ts';
import { codeDeployStrategy } from './code-deploy-strategy.ts';
import { duration, share } from './quantity.ts';

const minute = 60_000;
const hour = 60 * minute;

const shift = z.strictObject({
  weight: share.meta({ description: 'Of the traffic, on the new versions: 10%.' }),
  bake: duration.default(0).meta({ description: 'How long the step lasts at least, in paced time: 5m.' }),
});

const progressive = {
  errorRate: share
    .refine((rate) => rate > 0, { error: 'must be above 0%: no number of requests shows that there is never an error' })
    .optional()
    .meta({ description: "The most errors, for every route; each route's own NFR where it is not said." }),
  p99: duration
    .refine((ms) => ms > 0, { error: 'must be above 0ms' })
    .optional()
    .meta({ description: "For every route; each route's own NFR where it is not said." }),
  sees: share
    .refine((rate) => rate > 0, { error: 'must be above 0%: no number of requests tells no difference from none' })
    .default(0.1)
    .meta({ description: 'The errors beyond what is allowed that each step has to be able to see. A plan that can not is refused.' }),
  margin: duration.default(50).meta({
    description: "A request of the new versions counts as slow when it takes so much more than the stable versions' median, or their p95.",
  }),
};

const weight = share.refine((part) => part > 0 && part < 1, { error: 'must be above 0% and below 100%' });

const shifts = z
  .array(shift)
  .min(1)
  .superRefine((steps, context) => {
    const weights = steps.map((step) => step.weight);
    const fallen = weights.findIndex((each, index) => each <= (weights[index - 1] ?? 0));
    if (fallen !== -1) {
      const before = weights[fallen - 1];
      const than = before === undefined ? '0%' : percent(before);
      context.addIssue({
        code: 'custom',
        path: [fallen, 'weight'],
        message: `must be above ${than}: each step has more traffic than the one before`,
      });
    }
    if (weights.at(-1) !== 1) {
      const last = percent(weights.at(-1) ?? 0);
      context.addIssue({ code: 'custom', path: [steps.length - 1, 'weight'], message: `ends at ${last}: the last step must have 100%` });
    }
  });

function percent(part: number): string {
  return `${String(Math.round(part * 1e6) / 1e4)}%`;
}

const blueGreenShifts = [
  { weight: 0.01, bake: 5 * minute },
  { weight: 0.1, bake: 10 * minute },
  { weight: 0.5, bake: 15 * minute },
  { weight: 1, bake: 0 },
];

/** Kinds that have numbers of their own where none are said. */
const defaults = new Set(['canary', 'linear', 'blue-green']);

const named = z
  .string()
  .refine((name) => name === 'all-at-once' || name === 'template' || codeDeployStrategy(name) !== null || defaults.has(name), {
    error:
      "must be all-at-once, canary, linear, blue-green, one of CodeDeploy's names (Canary10Percent5Minutes), template (what the project's own template says), or a map with its kind",
  });

const full = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all-at-once') }),
  z.strictObject({ kind: z.literal('canary'), weight: weight.prefault('10%'), bake: duration.default(5 * minute), ...progressive }),
  z.strictObject({ kind: z.literal('linear'), by: weight.prefault('10%'), every: duration.default(minute), ...progressive }),
  z.strictObject({
    kind: z.literal('blue-green'),
    steps: shifts.optional().meta({ description: '1% for 5m, 10% for 10m, 50% for 15m, 100% where it is not said.' }),
    fallback: duration.default(hour).meta({ description: 'How long blue can take the traffic back in the first call.' }),
    standby: duration.default(24 * hour).meta({ description: 'How long blue is kept.' }),
    ...progressive,
  }),
  z.strictObject({ kind: z.literal('steps'), steps: shifts, ...progressive }),
]);

/** A name, or a map with the numbers. */
export const strategyFile = z.union([named, full]).default('all-at-once');

/** `template` is what `said` names: one of CodeDeploy's names. All at once where nobody has said it. */
export function toStrategy(strategy: z.output<typeof strategyFile>, said: string | null = null): StageStrategy {
  if (typeof strategy !== 'string') return fromMap(strategy);
  if (strategy === 'template') return codeDeployStrategy(said ?? 'AllAtOnce') ?? { kind: 'all-at-once' };
  return codeDeployStrategy(strategy) ?? fromMap(full.parse({ kind: strategy }));
}

function fromMap(strategy: z.output<typeof full>): StageStrategy {
  switch (strategy.kind) {
    case 'all-at-once':
      return { kind: 'all-at-once' };
    case 'canary':
      return { kind: 'canary', weightPercent: toPercent(strategy.weight), bakeMs: strategy.bake, ...judged(strategy) };
    case 'linear':
      return { kind: 'linear', byPercent: toPercent(strategy.by), bakeMs: strategy.every, ...judged(strategy) };
    case 'blue-green': {
      const standingBy = { fallbackMs: strategy.fallback, standbyMs: strategy.standby };
      return { kind: 'blue-green', shifts: toShifts(strategy.steps ?? blueGreenShifts), ...standingBy, ...judged(strategy) };
    }
    case 'steps':
      return { kind: 'steps', shifts: toShifts(strategy.steps), ...judged(strategy) };
  }
}

type Judged = Exclude<z.output<typeof full>, { readonly kind: 'all-at-once' }>;

function judged({ errorRate, p99, sees, margin }: Judged): Pick<StageStrategy & { readonly kind: 'steps' }, 'judgedBy'> {
  return { judgedBy: { errorRate: errorRate ?? null, p99Ms: p99 ?? null, seesErrorRate: sees, marginMs: margin } };
}

function toShifts(steps: readonly { readonly weight: number; readonly bake: number }[]): (StageStrategy & { kind: 'steps' })['shifts'] {
  return steps.map(({ weight: part, bake }) => ({ weightPercent: toPercent(part), bakeMs: bake }));
}

/** 0.07 is 7 and not 7.000000000000001. */
function toPercent(part: number): number {
  return Math.round(part * 1e6) / 1e4;
}
