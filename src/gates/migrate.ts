import type { MigrationOutcome, SchemaSnapshot } from '../ports/migrator.ts';
import { defineReleaseGate, environmentOf } from './define-gate.ts';
import { at } from './migrations-validate.ts';
import type { Judgement } from './result.ts';
import { failed, passed, result } from './result.ts';

/** Applies the stored migrations and reads back what the database then is. */
export const migrate = defineReleaseGate('migrate', [], async (subject, { migrator, evidence }) => {
  const environment = environmentOf(subject);
  const pending = await migrator.pending(environment, subject.release);
  const outcome = await migrator.migrate(environment, subject.release);
  if (outcome.kind !== 'done') return result(judgeMigration(outcome, null), outcome.kind === 'failed' ? outcome.evidence : []);
  const schema = await migrator.snapshot(environment);
  const judgement = judgeMigration(outcome, schema);
  if (schema === null) return result(judgement, outcome.evidence);
  const digest = await evidence.keep(`schema-${environment}.sql`, schema.text);
  return result(judgement, [...outcome.evidence, digest], {
    database: [{ name: schema.database, version: schema.version, schema: digest, migratedBy: outcome.by }],
    migrated: pending.map(({ script, step }) => ({ script, step })),
  });
});

export function judgeMigration(outcome: MigrationOutcome, schema: SchemaSnapshot | null): Judgement {
  switch (outcome.kind) {
    case 'no-database':
      return passed('The project has no database.');
    case 'failed':
      return failed(outcome.reason);
    case 'done': {
      if (schema === null) return failed(`${outcome.database} was migrated, but its schema can't be read back: see the migrator's log.`);
      if (schema.version !== outcome.version) {
        return failed(
          `The migrator says ${at(outcome.version)}, the database says ${at(schema.version)}: see the history table of ${schema.database}.`,
        );
      }
      return passed(`Applied ${migrations(outcome.applied)}; ${outcome.database} is at ${at(outcome.version)}.`);
    }
  }
}

function migrations(applied: readonly string[]): string {
  if (applied.length === 0) return 'no migration';
  return applied.length === 1 ? `1 migration (${applied.join()})` : `${String(applied.length)} migrations (${applied.join(', ')})`;
}
