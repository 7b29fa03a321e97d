import type { Node } from 'libpg-query';
import { namedIn } from './names.ts';

/**
 * Functions of Postgres that people give as defaults and that are not volatile, so that one value does for all rows: "a rewrite is also
 * avoided if the default is non-volatile" (https://www.postgresql.org/docs/17/sql-altertable.html). Any other may be volatile.
 */
const notVolatile = new Set([
  'now',
  'transaction_timestamp',
  'statement_timestamp',
  'current_setting',
  'to_timestamp',
  'lower',
  'upper',
  'coalesce',
  'concat',
  'date_trunc',
  'make_date',
  'md5',
  'jsonb_build_object',
  'jsonb_build_array',
  'to_jsonb',
  'array_fill',
]);

/** The function because of which a default has to be worked out for each row; null where one value does. */
export function volatileIn(expression: Node | undefined): string | null {
  return namedIn(expression).functions.find((name) => !notVolatile.has(name)) ?? null;
}
