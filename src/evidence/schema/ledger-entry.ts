import { z } from 'zod';
import type { Happening, LedgerEntry, RolloutStepped, RunStarted, StepFacts, StepFinished } from '../../model/evidence.ts';
import { gateNames } from '../../model/gate-name.ts';
import { outcomes, stageOutcomes } from '../../model/record.ts';
import type { Release } from '../../model/release.ts';
import { routerKinds } from '../../model/rollout-strategy.ts';
import { verdicts } from '../../model/verdict.ts';
import { digestText } from './digest-text.ts';
import {
  accountText,
  approval,
  artefact,
  backend,
  commitText,
  deployedDatabase,
  deployedFunction,
  duration,
  fault,
  instant,
  compatibility,
  isolation,
  measuredLoad,
  migratedScripts,
  rollback,
  rollout,
  rolloutStep,
  routeLoad,
  shadow,
  topologyNamed,
  trigger,
  waiver,
} from './shapes.ts';

const environment = z.string().min(1);
const place = z.number().int().nonnegative();

const runStarted = z.object({
  kind: z.literal('run-started'),
  at: instant,
  run: z.string().min(1),
  project: z.string().min(1),
  repository: z.string(),
  commit: commitText,
  version: z.string().min(1),
  candidate: z.string().min(1),
  authors: z.array(z.string()),
  seed: z.number(),
  pace: z.number(),
  hotfix: z.string().exactOptional(),
  topology: topologyNamed,
  path: z.array(z.object({ environment, account: accountText, trigger })),
  backend,
}) satisfies z.ZodType<RunStarted>;

const release = z.object({ id: digestText, commit: commitText, artefacts: z.array(artefact) }) satisfies z.ZodType<Release>;

const stepFacts = z.object({
  release: release.exactOptional(),
  plan: digestText.exactOptional(),
  approvals: z.array(approval).exactOptional(),
  database: z.array(deployedDatabase).exactOptional(),
  deployed: z.array(deployedFunction).exactOptional(),
  previous: z.array(deployedFunction).exactOptional(),
  rollout: rollout.exactOptional(),
  load: z.array(routeLoad).exactOptional(),
  profile: measuredLoad.exactOptional(),
  rollback: rollback.exactOptional(),
  checklist: z.array(z.object({ ask: z.string().min(1), answer: z.string().min(1) })).exactOptional(),
  slo: z.object({ requests: place, failed: place, p99Ms: duration, budget: z.number().nonnegative().nullable() }).exactOptional(),
  isolation: isolation.exactOptional(),
  compatibility: compatibility.exactOptional(),
  shadow: shadow.exactOptional(),
  migrated: migratedScripts.exactOptional(),
  lacking: z.array(z.string()).exactOptional(),
  flags: z.record(z.string(), z.boolean()).exactOptional(),
  missingTool: z.string().exactOptional(),
}) satisfies z.ZodType<StepFacts>;

const stepFinished = z.object({
  kind: z.literal('step-finished'),
  at: instant,
  environment,
  step: place,
  name: z.enum([...gateNames, 'schema-snapshot', 'tag-artefacts']),
  startedAt: instant,
  durationMs: duration,
  verdict: z.enum(verdicts),
  reason: z.string(),
  evidence: z.array(digestText),
  facts: stepFacts,
}) satisfies z.ZodType<StepFinished>;

const rolloutStepped = z.object({
  kind: z.literal('rollout-step'),
  at: instant,
  environment,
  strategy: z.string().min(1),
  router: z.enum(routerKinds),
  step: place,
  name: z.string().min(1),
  weightPercent: z.number().min(0).max(100),
  phase: z.enum(['shifting', 'shifted', 'over']),
  record: rolloutStep.exactOptional(),
}) satisfies z.ZodType<RolloutStepped>;

const happening = z.discriminatedUnion('kind', [
  runStarted,
  z.object({ kind: z.literal('resumed'), at: instant, from: z.string(), again: z.array(environment).exactOptional() }),
  z.object({
    kind: z.literal('baseline'),
    at: instant,
    environment,
    version: z.string().nullable(),
    commit: z.string().nullable(),
    deployed: z.array(deployedFunction),
  }),
  z.object({
    kind: z.literal('stage-started'),
    at: instant,
    environment,
    account: accountText,
    trigger,
    principal: z.string(),
    lockLost: z.string().exactOptional(),
  }),
  stepFinished,
  rolloutStepped,
  z.object({
    kind: z.literal('rollout-order'),
    at: instant,
    environment,
    order: z.enum(['pause', 'resume', 'promote', 'abort']),
    by: z.string().min(1),
  }),
  z.object({
    kind: z.literal('rolled-back'),
    at: instant,
    environment,
    rollback,
    deployed: z.array(deployedFunction),
    load: z.array(routeLoad),
  }),
  z.object({ kind: z.literal('stage-finished'), at: instant, environment, outcome: z.enum(stageOutcomes) }),
  z.object({ kind: z.literal('refused'), at: instant, environment, gate: z.enum(['same-artefact', 'provenance']), reason: z.string() }),
  z.object({ kind: z.literal('approval-given'), at: instant, environment, approval }),
  z.object({ kind: z.literal('waiver-given'), at: instant, environment, waiver }),
  z.object({ kind: z.literal('flag-switched'), at: instant, environment, flag: z.string(), value: z.boolean(), by: z.string() }),
  z.object({ kind: z.literal('fault-planted'), at: instant, environment, fault: z.number().int().positive(), what: fault }),
  z.object({ kind: z.literal('fault-removed'), at: instant, environment, fault: z.number().int().positive(), left: z.boolean() }),
  z.object({ kind: z.literal('run-finished'), at: instant, outcome: z.enum(outcomes), durationMs: duration, reason: z.string() }),
]) satisfies z.ZodType<Happening>;

/** One line of the ledger. A happening may say more than this version knows: it is signed and kept, and read past. */
export const ledgerEntry = z.strictObject({
  index: place,
  run: z.string().min(1),
  previous: digestText,
  happening,
  signature: z.base64(),
}) satisfies z.ZodType<LedgerEntry>;
