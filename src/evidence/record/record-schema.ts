import { z } from 'zod';
import { gateNames } from '../../model/gate-name.ts';
import { outcomes, type RehearsalRecord, stageOutcomes } from '../../model/record.ts';
import { verdicts } from '../../model/verdict.ts';
import { digestText } from '../schema/digest-text.ts';
import {
  accountText,
  approval,
  artefact,
  backend,
  commitText,
  deployedDatabase,
  deployedFunction,
  duration,
  instant,
  compatibility,
  isolation,
  measuredLoad,
  rollback,
  rollout,
  routeLoad,
  shadow,
  topologyNamed,
  trigger,
  waiver,
} from '../schema/shapes.ts';

const name = z.string().min(1);

const gate = z.strictObject({
  gate: z.enum(gateNames),
  module: name.nullable(),
  verdict: z.enum(verdicts),
  reason: name.meta({ description: 'One sentence with the numbers; where it is not passed, what to do next.' }),
  startedAt: instant,
  durationMs: duration,
  evidence: z.array(digestText).meta({ description: 'Of files in evidence/files.' }),
});

const stage = z.strictObject({
  environment: name,
  account: accountText,
  trigger,
  outcome: z.enum(stageOutcomes),
  gates: z.array(gate),
  approvals: z.array(approval),
  waivers: z.array(waiver),
  plan: digestText.nullable(),
  database: z.array(deployedDatabase),
  deployed: z.array(deployedFunction).meta({ description: 'Read back from the account.' }),
  rollout: rollout.nullable(),
  load: z.array(routeLoad),
  loadProfiles: z
    .array(measuredLoad)
    .meta({ description: 'Of each load test: what was asked for, of which expected traffic at which scale, and what came of it.' }),
  rollback: rollback.nullable(),
  flags: z.record(z.string(), z.boolean()).meta({ description: 'Feature flags as they are set there.' }),
  isolation: isolation.nullable(),
  compatibility: compatibility.nullable(),
  shadow: shadow.nullable(),
});

/** rehearsal.json, strict. */
export const recordSchema = z.strictObject({
  schema: z.literal('rehearsal/1'),
  simulation: z.literal(true),
  outcome: z.enum(outcomes),
  startedAt: instant,
  durationMs: duration,
  project: name,
  commit: commitText,
  authors: z.array(z.string()),
  seed: z.number(),
  pace: z.number(),
  topology: topologyNamed,
  backend,
  release: z.strictObject({ id: digestText, version: name, candidate: name }).nullable(),
  artefacts: z.array(artefact),
  stages: z.array(stage).min(1),
  ledger: z.strictObject({ entries: z.number().int().positive(), head: digestText }),
}) satisfies z.ZodType<RehearsalRecord>;
