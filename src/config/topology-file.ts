import { z } from 'zod';
import { gateNames } from '../model/gate-name.ts';
import { routerKinds } from '../model/rollout-strategy.ts';
import { testKinds } from '../model/topology.ts';
import { alertFile } from './alert-file.ts';
import { checklistFile } from './checklist-file.ts';
import { faultFile } from './fault-file.ts';
import { loadProfileFile } from './load-profile-file.ts';
import { duration } from './quantity.ts';
import { hooksFile } from './hooks-file.ts';
import { sloFile } from './slo-file.ts';
import { strategyFile } from './strategy-file.ts';

const account = z.string({ error: 'must be twelve digits in quotes' }).regex(/^\d{12}$/, { error: 'must be twelve digits in quotes' });
const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, { error: 'must be a region, such as eu-west-1' });
const branch = z.string().min(1).default('main');

const gate = z.strictObject({
  gate: z.enum(gateNames),
  against: z.string().optional().meta({ description: 'The environment that the gate looks at, where it is another than its own.' }),
  thresholds: z
    .strictObject({
      linesPercent: z.number().min(0).max(100).optional(),
      functionsPercent: z.number().min(0).max(100).optional(),
      timeLimit: duration.optional(),
      minSamples: z.number().int().positive().optional(),
      exclusiveLock: duration.optional().meta({ description: 'How long a migration may keep everybody off a table.' }),
      rows: z.number().int().positive().optional().meta({ description: 'Synthetic rows of each table while locks are timed.' }),
      standby: duration.optional().meta({ description: 'How long a release that was replaced is kept to come back to.' }),
      duration: duration.optional(),
    })
    .default({}),
  onFailure: z.enum(['stop', 'roll-back']).default('stop'),
  underTraffic: z.boolean().default(false).meta({ description: 'k6 traffic from before this gate until the stage ends.' }),
  load: loadProfileFile.optional().meta({ description: 'performance: how many times the expected traffic, 1x to 5x, or a spike of it.' }),
  faults: z.array(faultFile).min(1).optional().meta({ description: 'rollback-rehearsal: what is planted, one after the other.' }),
});

const step = z.union([
  z.enum(gateNames),
  gate,
  z.strictObject({ action: z.literal('schema-snapshot') }),
  z.strictObject({ action: z.literal('tag-artefacts'), tags: z.record(z.string(), z.string()) }),
]);

const stage = z.strictObject({
  environment: z.string().regex(/^[a-z][a-z0-9-]*$/, { error: 'must be lower case letters, digits and dashes' }),
  account,
  regions: z.array(region).min(1).meta({ description: 'Where the release is deployed to. The first has the database.' }),
  trigger: z.union([
    z.strictObject({ kind: z.literal('manual') }),
    z.strictObject({ kind: z.literal('merge'), branch }),
    z.strictObject({ kind: z.literal('tag'), tag: z.enum(['candidate', 'release']), branch }),
  ]),
  startsAt: z.enum(['empty', 'latest-release']).default('empty'),
  strategy: strategyFile,
  router: z.enum(routerKinds).default('alias').meta({
    description: 'Who splits the traffic while it goes over: weighted aliases, or a weighted edge in front of two aliases.',
  }),
  hooks: hooksFile
    .optional()
    .meta({ description: 'Functions that are asked before and after traffic goes over, as CodeDeploy asks them.' }),
  alarms: z
    .array(z.string().min(1))
    .optional()
    .meta({ description: "Logical ids of the template's alarms on functions: one that rings ends the rollout." }),
  access: z
    .enum(['pipeline', 'anyone'])
    .default('anyone')
    .meta({ description: 'Who may change the account: the pipeline alone (people may look), or anyone.' }),
  slos: sloFile.optional().meta({ description: 'What users are promised there; the soak gate judges it.' }),
  checklist: checklistFile.default([]).meta({ description: 'What is answered before an approval counts.' }),
  alerts: z.array(alertFile).default([]).meta({ description: 'What somebody is called for; each must fire when a rollback is rehearsed.' }),
  data: z
    .enum(['synthetic', 'any'])
    .default('any')
    .meta({ description: 'What the databases may hold: synthetic data only, or any. The isolation gate looks.' }),
  rollbackLimit: duration.default(300_000),
  gates: z.array(step).min(1),
});

const rules = z.strictObject({
  testKinds: z.array(z.enum(testKinds)).default([]).meta({ description: 'Kinds of test that each module ships.' }),
  criteria: z.boolean().default(false).meta({ description: 'Every listed acceptance criterion has an executed scenario.' }),
  oneTemplate: z.boolean().default(false).meta({ description: 'One template for all environments.' }),
  semver: z.boolean().default(false).meta({ description: 'A breaking change of API or events wants a new MAJOR version.' }),
  hotfixBranches: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'Branches, cut from the latest release, that tags may be on: hotfix/*.' }),
});

/** A topology file, strict. */
export const topologyFile = z.strictObject({
  name: z.string().min(1),
  tooling: z.strictObject({ account, region }),
  rules: rules.prefault({}),
  stages: z.array(stage).min(1),
});

export type TopologyFile = z.output<typeof topologyFile>;
