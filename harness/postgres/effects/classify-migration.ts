import { loadModule, parseSync } from 'libpg-query';
import type { ParseResult } from 'libpg-query';
import type { PendingMigration } from '../flyway/pending.ts';
import { CreatedObjects } from './created-objects.ts';
import { effectsOfStatement } from './effects-of-statement.ts';
import type { ClassifiedMigration, ClassifiedStatement } from './classified-migration.ts';
import { type LockMode, strongerLock } from './lock-mode.ts';
import { markFault, readMark } from './mark.ts';
import { heaviestStep, heaviestWork } from './statement-effect.ts';

/** What pending migrations do, in their order: what one makes, a later one may change without hurting anybody. */
export async function classifyMigrations(migrations: readonly PendingMigration[]): Promise<readonly ClassifiedMigration[]> {
  await loadModule();
  const created = new CreatedObjects();
  return migrations.map((migration) => classify(migration, created));
}

function classify(migration: PendingMigration, created: CreatedObjects): ClassifiedMigration {
  const { script, version, text, inTransaction, unusable } = migration;
  const statements: ClassifiedStatement[] = [];
  const common = { script, version, inTransaction };
  if (unusable !== null) return { ...common, step: 'neutral', statements, fault: `${script}: ${unusable}` };
  for (const { sql, line } of migration.statements) {
    const parsed = parse(sql);
    if ('error' in parsed) return { ...common, step: 'neutral', statements, fault: `${script}:${String(line)}: ${parsed.error}` };
    const effects = (parsed.stmts ?? []).flatMap(({ stmt }) => (stmt === undefined ? [] : effectsOfStatement(stmt, created)));
    statements.push({
      sql,
      line,
      step: heaviestStep(effects.map((effect) => effect.step)),
      effects,
      lock: effects.reduce<LockMode | null>((lock, effect) => strongerLock(lock, effect.lock), null),
      work: heaviestWork(effects.map((effect) => effect.work)),
    });
  }
  const step = heaviestStep(statements.map((statement) => statement.step));
  return { ...common, step, statements, fault: markFault(script, readMark(text), statements) };
}

function parse(sql: string): ParseResult | { readonly error: string } {
  try {
    return parseSync(sql) as ParseResult;
  } catch (error) {
    if (error instanceof Error && error.name === 'SqlError') return { error: error.message };
    throw error;
  }
}
