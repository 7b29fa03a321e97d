import { z } from 'zod';
import { gateNames } from '../model/gate-name.ts';
import { outcomes } from '../model/record.ts';
import { duration } from './quantity.ts';

const environment = z.string().min(1);

const awsCall = z.strictObject({
  as: z
    .enum(['root', 'people'])
    .meta({ description: "Who calls: the account's owner, or a person of the project with what role people have." }),
  environment: environment.meta({ description: 'An environment, or tooling.' }),
  service: z.string().min(1).meta({ description: 'As the SDK names its clients: lambda, secrets-manager.' }),
  operation: z.string().min(1),
  input: z.record(z.string(), z.unknown()).default({}),
  refused: z.string().min(1).exactOptional().meta({ description: 'The error that it is to be answered with; let in where absent.' }),
});

const deed = z.union([
  z.strictObject({
    waive: z.enum(gateNames),
    environment,
    as: z.string().min(1),
    expires: duration.default(3_600_000).meta({ description: 'From then on.' }),
  }),
  z.strictObject({ flag: z.string().min(1), environment, value: z.boolean(), as: z.string().min(1) }),
  z.strictObject({ promote: environment }),
]);

/** scenario.yaml: something planted into a healthy project or its world, and who is to catch it. */
export const scenarioFile = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  kind: z.enum(['defect', 'healthy']),
  needs: z
    .array(z.string().min(1))
    .min(1)
    .exactOptional()
    .meta({ description: 'Capabilities without which a backend cannot come to what is expected: iam-enforcement.' }),
  plant: z.union([
    z.strictObject({
      patch: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).meta({ description: 'A commit each.' }),
      branch: z
        .strictObject({ name: z.string().min(1), from: z.string().min(1) })
        .exactOptional()
        .meta({ description: 'Where the commits lie, where that is not the trunk.' }),
      tags: z.record(z.string(), z.string()).exactOptional().meta({ description: 'Tags that are there already: v1.4.0-rc.1: HEAD~1.' }),
      topology: z.string().min(1).exactOptional().meta({
        description:
          "The path: a shipped one's name, or a file of the scenario's. Where absent, four-environment with load and locks measured shorter.",
      }),
      at: z.iso.datetime().exactOptional().meta({ description: 'When the run begins, where it is not now.' }),
      to: environment.exactOptional().meta({ description: 'Where the run ends before what follows.' }),
      afterwards: z.array(deed).exactOptional().meta({ description: 'What people do then; after each the run goes on.' }),
    }),
    z.strictObject({ action: z.literal('approve-as'), name: z.string().min(1) }),
    z.strictObject({ action: z.literal('release-tag-on-other-commit') }),
    z.strictObject({ action: z.literal('tag-off-main') }),
    z.strictObject({ action: z.literal('approve-other-release') }),
    z.strictObject({ action: z.literal('promote'), after: environment, environment }),
    z.strictObject({ action: z.literal('tamper-artefact'), after: environment }),
    z.strictObject({ action: z.literal('aws-call'), after: environment, calls: z.array(awsCall).min(1) }),
  ]),
  expect: z.strictObject({
    gate: z.enum(gateNames).optional(),
    environment: environment.optional(),
    outcome: z.enum(outcomes),
    candidate: z.string().exactOptional(),
  }),
});

export type Deed = z.output<typeof deed>;
export type Scenario = z.output<typeof scenarioFile>;
