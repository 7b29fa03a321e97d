import { z } from 'zod';
import { isolations } from '../model/project.ts';

/** What a run was started with, kept beside its evidence so that `--resume` goes on with the same. */
export const runSettings = z.strictObject({
  schema: z.literal('run-settings/1'),
  run: z.string(),
  commit: z.string().regex(/^[0-9a-f]{40}$/),
  version: z.string(),
  candidate: z.string(),
  topology: z.string(),
  backend: z.enum(['embedded', 'containers', 'endpoint']),
  containers: z
    .strictObject({ emulator: z.string(), isolation: z.enum(isolations) })
    .default({ emulator: 'localstack', isolation: 'shared' }),
  /** Of the endpoint backend: `http://127.0.0.1:4566`, where its functions find this machine, and the AWS profile of each environment. */
  endpoint: z
    .strictObject({ url: z.string(), reachedAt: z.string().nullable(), profiles: z.record(z.string(), z.string()).default({}) })
    .nullable()
    .default(null),
  seed: z.number(),
  pace: z.number(),
  offsetMs: z.number(),
  to: z.string().nullable(),
  /** The rehearsed folder; null for the shipped sample. */
  project: z.string().nullable().default(null),
});

export type RunSettings = z.output<typeof runSettings>;

export function readRunSettings(text: string): RunSettings {
  return runSettings.parse(JSON.parse(text));
}
