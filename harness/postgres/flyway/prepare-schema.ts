import { escapeIdentifier } from 'pg';
import { addRow, createHistory, historyExists, schemaExists, schemaIsEmpty } from './history-table.ts';
import { lock, lockKey } from './lock.ts';
import { type FlywayOptions, lockTimeoutOf } from './options.ts';
import { problem, RejectedError } from './problem.ts';
import type { Session } from './session.ts';

/**
 * The schema and the history table, made when they aren't there.
 *
 * @throws RejectedError for a schema with something in it and no history table.
 */
export async function prepareSchema(control: Session, options: FlywayOptions): Promise<void> {
  const { client, schema, table } = control;
  if (await historyExists(control)) return;
  const isNew = !(await schemaExists(control));
  // Looked for once more: what is in the schema may be what somebody who migrates at the same time has put there since.
  if (!isNew && !(await schemaIsEmpty(control)) && !(await historyExists(control))) {
    const message = `Found non-empty schema(s) "${schema}" but no schema history table. Use baseline() or set baselineOnMigrate to true to initialize the schema history table.`;
    throw new RejectedError([problem('NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE', message)]);
  }
  await client.query('BEGIN');
  try {
    await lock(client, lockKey(schema, table), 'transaction', lockTimeoutOf(options));
    if (isNew && !(await schemaExists(control))) {
      await client.query(`CREATE SCHEMA ${escapeIdentifier(schema)}`);
      await createHistory(control);
      const script = `"${schema}"`;
      const marker = { version: null, description: '<< Flyway Schema Creation >>', type: 'SCHEMA', checksum: null };
      await addRow(control, { ...marker, script, executionTimeMs: 0, success: true });
    } else if (!(await historyExists(control))) {
      await createHistory(control);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
