import {
  type FlywayOptions,
  migrate,
  type MigrateResult,
  type MigrationFailure,
  type Rejected,
  validate,
  type ValidateResult,
} from '../../postgres/index.ts';
import type { FlywayAnswer, FlywayPlan, FlywayTool } from './flyway-tool.ts';

/** The version of Flyway that it behaves as. */
const by = 'the built-in migrator (as Flyway 10.21.0)';

/** Our own migrator. `validate` is the gate before `migrate`, so what is pending is no fault. */
export const builtinFlyway: FlywayTool = {
  validate: async (plan) => answerOf(await validate({ ...options(plan), ignoreMigrationPatterns: ['*:pending'] })),
  migrate: async (plan) => answerOf(await migrate(options(plan))),
};

function options(plan: FlywayPlan): FlywayOptions {
  return { connection: plan.connection, location: plan.location, placeholders: plan.placeholders };
}

function answerOf(result: ValidateResult | MigrateResult): FlywayAnswer {
  const report = JSON.stringify(result, null, 2);
  switch (result.kind) {
    case 'valid':
      return { ok: true, applied: [], reason: '', by, report };
    case 'migrated':
      return { ok: true, applied: result.applied.map(({ script }) => script), reason: '', by, report };
    case 'failed':
      return { ok: false, applied: result.applied.map(({ script }) => script), reason: failure(result.failure), by, report };
    case 'invalid':
    case 'rejected':
      return { ok: false, applied: [], reason: problems(result), by, report };
  }
}

function failure({ script, line, errorLine, message, sqlState, rolledBack, left }: MigrationFailure): string {
  const place = [script, errorLine ?? line].filter((part) => part !== null).join(':');
  const state = sqlState === null ? '' : ` (SQLSTATE ${sqlState})`;
  return `${place}: ${message}${state}; ${rolledBack ? 'rolled back, the database is as before this migration' : outside(left)}`;
}

/** What a migration that could not be rolled back has done. */
function outside(left: readonly number[]): string {
  if (left.length === 0) return 'it ran outside a transaction, and none of its statements before this one is done';
  const lines = left.length === 1 ? `the statement in line ${String(left[0])} is` : `the statements in lines ${left.join(', ')} are`;
  return `it ran outside a transaction: ${lines} done and stay`;
}

function problems(
  result: Rejected | { readonly problems: readonly { readonly code: string; readonly message: string; readonly script: string | null }[] },
): string {
  return result.problems.map(({ code, message, script }) => `${script === null ? '' : `${script}: `}${message} [${code}]`).join('; ');
}
