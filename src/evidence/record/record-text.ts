import type { RehearsalRecord } from '../../model/record.ts';
import { recordSchema } from './record-schema.ts';

/**
 * The one form in which the record is written: members in the order of the schema, whatever order they were read in, so that
 * the same ledger gives the same bytes. Throws on a record that isn't of the schema's form.
 */
export function recordText(record: RehearsalRecord): string {
  return `${JSON.stringify(recordSchema.parse(record), null, 2)}\n`;
}
