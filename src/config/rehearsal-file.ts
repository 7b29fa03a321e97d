import { z } from 'zod';
import { checkNames } from '../model/check-name.ts';
import { flywayChoices, iacTools, isolations } from '../model/project.ts';
import { testKinds } from '../model/topology.ts';
import { duration, ratePerSecond, share } from './quantity.ts';

const relativePath = z
  .string()
  .min(1)
  .refine((path) => !path.startsWith('/') && !path.split('/').includes('..'), { error: 'must be a path inside the repository' });

const command = z.string().min(1);

const parameters = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String));

const fn = z
  .strictObject({
    entry: relativePath.optional().meta({ description: 'The TypeScript or JavaScript file that esbuild bundles; it exports `handler`.' }),
    zip: relativePath.optional().meta({ description: 'A zip that is built already, taken as it is.' }),
    logicalId: z
      .string()
      .min(1)
      .meta({ description: 'Logical id of the AWS::Lambda::Function in the template; with `iac` the output that holds its name.' }),
    alias: z.string().min(1).default('live').meta({ description: 'The alias that traffic goes through.' }),
    url: z.string().min(1).optional().meta({ description: 'The output that holds the function URL.' }),
  })
  .refine((value) => (value.entry === undefined) !== (value.zip === undefined), { error: 'needs exactly one of "entry" and "zip"' });

const iac = z
  .strictObject({
    tool: z.enum(iacTools),
    program: relativePath.meta({ description: 'The folder of the program; it is stored once, and unpacked in every stage.' }),
    prepare: command.optional().meta({ description: 'Runs first. Terraform: `terraform init`.' }),
    plan: command.optional().meta({ description: 'Ends with 0 where nothing would change, with 2 where something would.' }),
    apply: command.optional(),
    outputs: command.optional().meta({ description: 'Prints the outputs as a JSON object.' }),
  })
  .refine(({ tool, plan, apply, outputs }) => tool === 'terraform' || [plan, apply, outputs].every((each) => each !== undefined), {
    error: 'needs plan, apply and outputs: only Terraform has them by default',
  });

const moduleFields = z.strictObject({
  functions: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/, { error: 'must be lower case letters, digits and dashes' }), fn),
  template: relativePath.optional(),
  iac: iac.optional().meta({ description: 'In the place of a template: a program of another tool, run by your own commands.' }),
  tests: z
    .partialRecord(z.enum(testKinds), z.array(relativePath).min(1))
    .default({})
    .meta({ description: "Where the module's tests of each kind lie: files or folders." }),
  parameters: parameters.default({}),
  environments: z.record(z.string(), z.strictObject({ parameters: parameters.default({}) })).default({}),
  database: z
    .strictObject({
      name: z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, { error: 'must be a plain Postgres name' }),
      migrations: relativePath,
      placeholders: z.record(z.string(), z.string()).default({}),
      synthetic: z
        .record(
          z.string().min(1),
          z.union([z.literal('reference'), z.strictObject({ where: z.string().min(1) })], {
            error: 'must be reference, or where: with an SQL condition',
          }),
        )
        .default({})
        .meta({
          description: 'How made-up rows are told, by table: a condition that holds for them, or that the table is reference data.',
        }),
    })
    .optional(),
});

const moduleSchema = moduleFields.refine((value) => (value.template === undefined) !== (value.iac === undefined), {
  error: 'needs exactly one of "template" and "iac"',
});

const report = z.union([
  z.strictObject({ junit: relativePath }),
  z.strictObject({ 'vitest-json': relativePath }),
  z.strictObject({ 'cucumber-json': relativePath }),
  z.strictObject({ lcov: relativePath }),
  z.strictObject({ 'coverage-summary': relativePath }),
  z.strictObject({ sarif: relativePath }),
  z.literal('tsc'),
]);

const check = z.strictObject({
  command: z.string().min(1),
  reports: z.array(report).min(1, { error: 'needs at least one report: results are read, not believed' }),
  timeout: duration.default(300_000),
});

const answer = z.strictObject({
  status: z.number().int().min(100).max(599).default(200),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.unknown().optional().meta({ description: 'Any JSON, or text.' }),
  latency: duration.default(0),
  fault: z.strictObject({ kind: z.enum(['drop', 'unavailable']), everyNth: z.number().int().positive() }).optional(),
});

const external = z
  .strictObject({
    answers: z
      .record(
        z.string().regex(/^(GET|POST|PUT|PATCH|DELETE|HEAD) \/\S*$/, { error: 'must be a method and a path: GET /accounts/{id}' }),
        answer,
      )
      .default({})
      .meta({ description: 'What it answers, by method and path. Anything else is answered 501 and kept as evidence.' }),
    recording: relativePath.optional().meta({ description: 'A HAR file of recorded exchanges, for what is not scripted.' }),
  })
  .refine(({ answers, recording }) => recording !== undefined || Object.keys(answers).length > 0, {
    error: 'needs answers or a recording',
  });

const jsonPointer = z.string().regex(/^(\/([^~/]|~[01])*)+$/, { error: 'must be a JSON pointer: /id, /items/*/createdAt' });

const nfr = z.strictObject({
  p50: duration.optional(),
  p95: duration.optional(),
  p99: duration.optional(),
  errorRate: share,
  throughput: ratePerSecond.optional(),
});

/** rehearsal.yaml, strict: a key that isn't here is an error. */
export const rehearsalFile = z.strictObject({
  project: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'must be lower case letters, digits and dashes' }),
  repository: z.string().min(1).optional().meta({ description: "The first part of the registry's keys. Default: the project's name." }),
  topology: z.string().min(1).default('four-environment').meta({ description: 'A shipped topology, or the path of your own.' }),
  install: z.string().min(1).default('npm ci'),
  modules: z.record(z.string(), moduleSchema),
  checks: z.partialRecord(z.enum(checkNames), check).default({}),
  performance: z
    .strictObject({
      script: relativePath,
      rate: ratePerSecond.default(50),
      duration: duration.default(20_000),
      warmUp: duration.default(5_000),
      expected: z
        .record(
          z.string(),
          z.strictObject({
            rate: ratePerSecond.meta({ description: 'Of all routes together.' }),
            scale: share
              .refine((value) => value > 0, { error: 'must be above 0%' })
              .meta({ description: 'The share of it that the machine of a rehearsal is asked for.' }),
          }),
        )
        .default({})
        .meta({ description: 'What users are expected to send, by environment: what 1x is there.' }),
    })
    .optional(),
  nfrs: z.record(z.string(), nfr).default({}),
  shadow: z
    .strictObject({
      headers: z
        .array(z.string().regex(/^[A-Za-z0-9-]+$/, { error: 'must be the name of a header' }))
        .default(['content-type'])
        .meta({ description: 'Headers of answers that are compared, beside status and body.' }),
      ids: z.array(jsonPointer).default([]).meta({
        description: 'JSON pointers of the names that the service gives to things: each version is asked for a thing by its own.',
      }),
      masks: z
        .array(jsonPointer)
        .default([])
        .meta({ description: 'JSON pointers of whatever else may differ; * stands for every place in a list.' }),
      recordings: z.record(z.string(), relativePath).default({}).meta({
        description: "By function: a HAR file of recorded requests, sent to it again after the users' and mirrored as theirs are.",
      }),
    })
    .default({ headers: ['content-type'], ids: [], masks: [], recordings: {} })
    .meta({ description: "What is compared where users' requests are mirrored to a release (the gate shadow)." }),
  security: z.strictObject({ advisories: relativePath.optional(), allow: z.array(z.string()).default([]) }).default({ allow: [] }),
  acceptanceCriteria: relativePath.optional().meta({ description: 'The file that lists the acceptance criteria by id (AC-001).' }),
  api: z
    .strictObject({ openapi: relativePath.optional(), events: relativePath.optional() })
    .default({})
    .meta({ description: 'What the project promises to its users: an OpenAPI document, a folder of JSON Schemas of its events.' }),
  pacts: relativePath.optional().meta({ description: "Folder of the consumers' Pact files." }),
  flags: z
    .record(
      z.string().regex(/^[a-z][a-z0-9-]*$/, { error: 'must be lower case letters, digits and dashes' }),
      z.record(z.string(), z.boolean()),
    )
    .default({})
    .meta({ description: 'Feature flags by environment.' }),
  externals: z
    .record(z.string().regex(/^[a-z][a-z0-9-]*$/, { error: 'must be lower case letters, digits and dashes' }), external)
    .default({})
    .meta({ description: 'Stand-ins for other systems that the functions call.' }),
  standIns: z
    .array(z.string().regex(/^(AWS|Custom)::\S+$/, { error: 'must be a resource type: AWS::EC2::VPC' }))
    .default([])
    .meta({ description: "Resource types in the template that aren't emulated and are meant to be taken all the same." }),
  containers: z
    .strictObject({
      emulator: z
        .string()
        .min(1)
        .default('localstack')
        .meta({ description: 'The AWS emulator: localstack, ministack, floci, or an image.' }),
      isolation: z
        .enum(isolations)
        .default('shared')
        .meta({ description: 'strict: an emulator and a network for each environment, and no way from one to another.' }),
    })
    .default({ emulator: 'localstack', isolation: 'shared' })
    .meta({ description: 'How the containers backend is made, unless the command line says otherwise.' }),
  flyway: z.enum(flywayChoices).optional().meta({
    description:
      'Whose Flyway migrates: builtin, container (flyway/flyway) or cli (FLYWAY_BIN, or on PATH). Left to the backend where absent.',
  }),
  people: z.array(z.strictObject({ name: z.string().min(1), email: z.email(), roles: z.array(z.string().min(1)).min(1) })).default([]),
  approvals: z.record(z.string(), z.strictObject({ roles: z.array(z.string().min(1)).min(1) })).default({}),
});

export type RehearsalFile = z.output<typeof rehearsalFile>;
