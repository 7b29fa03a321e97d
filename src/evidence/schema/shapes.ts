import { z } from 'zod';
import { gateNames } from '../../model/gate-name.ts';
import type { Approval } from '../../model/approval.ts';
import { type Artefact, artefactKinds } from '../../model/artefact.ts';
import type { DeployedDatabase, DeployedFunction, Rollback } from '../../model/deployment.ts';
import { type Fault, timelessEffects } from '../../model/fault.ts';
import type { Isolation } from '../../model/isolation.ts';
import type { MeasuredLoad, RouteLoad } from '../../model/measurement.ts';
import type { RecordedBackend } from '../../model/recorded-backend.ts';
import type { RolloutRecord, RolloutStepRecord, StepJudgement, VersionFigures } from '../../model/rollout-record.ts';
import { routerKinds } from '../../model/rollout-strategy.ts';
import type { RehearsalRound } from '../../model/rollback-rehearsal.ts';
import type { Compatibility } from '../../model/compatibility.ts';
import type { Shadow } from '../../model/shadow.ts';
import { lockModes } from '../../model/pending-migration.ts';
import { digestText } from './digest-text.ts';

/** ISO 8601, UTC, written with a Z. */
export const instant = z.iso.datetime();
/** Milliseconds. */
export const duration = z.number().nonnegative();
export const commitText = z.string().regex(/^[0-9a-f]{40}$/);
export const accountText = z.string().regex(/^\d{12}$/);
const count = z.number().int().nonnegative();
const text = z.string();
const name = z.string().min(1);

export const trigger = z.strictObject({ kind: z.enum(['manual', 'merge', 'tag']), ref: name });

export const topologyNamed = z.strictObject({ name, digest: digestText });

export const backend = z.strictObject({
  kind: name,
  emulator: text,
  missing: z.array(text),
  probed: z
    .array(z.strictObject({ capability: name, there: z.boolean(), seen: name }))
    .min(1)
    .exactOptional(),
  standIns: z.array(name).min(1).exactOptional(),
}) satisfies z.ZodType<RecordedBackend>;

export const artefact = z.strictObject({
  name,
  module: text,
  kind: z.enum(artefactKinds),
  digest: digestText,
  bytes: count,
}) satisfies z.ZodType<Artefact>;

export const waiver = z.strictObject({
  gate: z.enum(gateNames),
  environment: z.string().min(1),
  version: z.string().min(1),
  by: z.string().min(1),
  role: z.string().min(1),
  reason: z.string().min(1),
  reference: z.string().min(1),
  at: instant,
  expires: instant,
});

export const approval = z.strictObject({
  by: name,
  role: name,
  at: instant,
  release: digestText,
  plan: digestText,
  simulated: z.boolean(),
}) satisfies z.ZodType<Approval>;

export const deployedFunction = z.strictObject({
  function: name.meta({ description: "The function's logical id in the template." }),
  version: name,
  digest: digestText.meta({ description: 'CodeSha256 as the account gave it after the deploy, decoded.' }),
  region: name.exactOptional().meta({ description: 'Where the environment has several; absent where it has one.' }),
}) satisfies z.ZodType<DeployedFunction>;

export const deployedDatabase = z.strictObject({
  name,
  version: name.nullable(),
  schema: digestText,
  migratedBy: name.exactOptional(),
}) satisfies z.ZodType<DeployedDatabase>;

const figures = z.strictObject({
  requests: count,
  errors: count,
  errorRate: z.number().min(0).max(1),
  p50Ms: duration,
  p99Ms: duration,
}) satisfies z.ZodType<VersionFigures>;

const stepJudgement = z.strictObject({
  verdict: z.enum(['passed', 'failed', 'inconclusive']),
  reason: text,
  neededRequests: count.meta({ description: 'Requests that the new versions had to serve for a verdict.' }),
  candidate: figures,
  stable: figures.nullable(),
  noiseMs: duration.nullable(),
}) satisfies z.ZodType<StepJudgement>;

export const rolloutStep = z.strictObject({
  name,
  weightPercent: z.number().min(0).max(100),
  startedAt: instant,
  durationMs: duration,
  result: z.enum(['applied', 'reverted', 'failed']),
  bakeMs: duration.exactOptional(),
  fault: text.exactOptional(),
  judgement: stepJudgement.exactOptional(),
}) satisfies z.ZodType<RolloutStepRecord>;

export const rollout = z.strictObject({
  strategy: name,
  router: z.enum(routerKinds).exactOptional(),
  steps: z.array(rolloutStep),
  standby: z.strictObject({ fallbackUntil: instant, until: instant }).exactOptional(),
}) satisfies z.ZodType<RolloutRecord>;

const latency = z.strictObject({ kind: z.literal('latency'), forMs: duration });
const versionEffect = z.union([latency, z.strictObject({ kind: z.enum(timelessEffects) })]);

const round = z.strictObject({
  fault: versionEffect,
  plantedAt: instant,
  detectedMs: duration,
  decidedMs: duration,
  revertedMs: duration,
  recoveredMs: duration,
  userErrorWindowMs: duration,
  breach: text,
  requests: count,
  lost: count,
  inFlight: count,
  inFlightFailed: count,
  backMs: duration,
  wellMs: duration,
  alerts: z.array(z.strictObject({ alert: name, severity: name, firedMs: duration })),
}) satisfies z.ZodType<RehearsalRound>;

export const rollback = z.strictObject({
  trigger: text,
  detectedMs: duration,
  revertedMs: duration,
  userErrorWindowMs: duration,
  limitMs: duration,
  rehearsed: z.boolean(),
  rehearsal: z.strictObject({ rounds: z.array(round).min(1) }).exactOptional(),
}) satisfies z.ZodType<Rollback>;

const step = z.enum(['neutral', 'expand', 'backfill', 'contract']);

export const migratedScripts = z.array(z.strictObject({ script: name, step }));

export const compatibility = z.strictObject({
  migrations: migratedScripts,
  matrix: z.array(
    z.strictObject({
      code: name,
      commit: commitText,
      schema: name,
      check: z.enum(['integration', 'acceptance']),
      verdict: z.enum(['passed', 'failed', 'inconclusive']),
      reason: text,
    }),
  ),
  locks: z.array(z.strictObject({ script: name, line: count, table: name, mode: z.enum(lockModes), heldMs: duration, waitedMs: duration })),
  rows: z.record(z.string(), count),
}) satisfies z.ZodType<Compatibility>;

export const shadow = z.strictObject({
  headers: z.array(name),
  ids: z.array(text),
  masks: z.array(text),
  routes: z.array(z.strictObject({ route: name, compared: count, different: count })),
  differences: z.array(z.strictObject({ route: name, what: name, live: text, candidate: text, times: count })),
}) satisfies z.ZodType<Shadow>;

export const isolation = z.strictObject({
  pairs: count,
  denied: count,
  holes: z.array(z.strictObject({ from: name, principal: name, to: name, kind: name, target: name, how: name, because: text.nullable() })),
}) satisfies z.ZodType<Isolation>;

export const routeLoad = z.strictObject({
  route: name,
  requests: count,
  dropped: count,
  p50Ms: duration,
  p95Ms: duration,
  p99Ms: duration,
  errorRate: z.number().min(0).max(1),
  noiseMs: duration,
}) satisfies z.ZodType<RouteLoad>;

export const measuredLoad = z.strictObject({
  name,
  expected: z.strictObject({ perSecond: z.number().positive(), scale: z.number().positive().max(1) }).nullable(),
  ratePerSecond: z.number().positive(),
  peakPerSecond: z.number().positive().nullable(),
  routes: z.array(routeLoad),
}) satisfies z.ZodType<MeasuredLoad>;

const sharePercent = z.number().positive().max(100);

export const fault = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('versions'),
    functions: z.array(z.strictObject({ function: name, version: name })).min(1),
    effect: versionEffect,
    sharePercent,
  }),
  z.strictObject({
    kind: z.literal('operation'),
    service: name,
    operation: name,
    effect: z.union([latency, z.strictObject({ kind: z.enum(['throttled', 'unavailable']) })]),
    sharePercent,
  }),
  z.strictObject({ kind: z.literal('database-restart') }),
  z.strictObject({ kind: z.literal('connection-exhaustion') }),
]) satisfies z.ZodType<Fault>;
