import type { RehearsalRecord } from '../../model/record.ts';
import { recordFaults } from './record-faults.ts';
import { recordSchema } from './record-schema.ts';

export type RecordValidation =
  | { readonly kind: 'valid'; readonly record: RehearsalRecord }
  /** Each with its place: `stages.1.gates.0.verdict: …`. */
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

/** Whether parsed JSON is a record of schema `rehearsal/1` that holds together: its form first, then what its members say of each other. */
export function validateRecord(value: unknown): RecordValidation {
  const parsed = recordSchema.safeParse(value);
  if (!parsed.success) {
    return { kind: 'invalid', problems: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
  }
  const problems = recordFaults(parsed.data);
  return problems.length === 0 ? { kind: 'valid', record: parsed.data } : { kind: 'invalid', problems };
}
