import { z } from 'zod';
import { gateNames } from '../model/gate-name.ts';
import { outcomes } from '../model/record.ts';

const environment = z.string().min(1);

/** scenario.yaml: something planted into a healthy project or its world, and who is to catch it. */
export const scenarioFile = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  kind: z.enum(['defect', 'healthy']),
  plant: z.union([
    z.strictObject({ patch: z.string().min(1) }),
    z.strictObject({ action: z.literal('approve-as'), name: z.string().min(1) }),
    z.strictObject({ action: z.literal('release-tag-on-other-commit') }),
    z.strictObject({ action: z.literal('tamper-artefact'), after: environment }),
  ]),
  expect: z.strictObject({ gate: z.enum(gateNames).optional(), environment: environment.optional(), outcome: z.enum(outcomes) }),
});

export type Scenario = z.output<typeof scenarioFile>;
