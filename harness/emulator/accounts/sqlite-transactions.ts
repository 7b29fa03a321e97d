import type { DatabaseSync } from 'node:sqlite';

/** `transaction` of a state store: the outermost is SQLite's, those inside are its savepoints. */
export function sqliteTransactions(database: DatabaseSync): <T>(work: () => T) => T {
  let depth = 0;
  return <T>(work: () => T): T => {
    const [begin, commit, rollback] = depth === 0 ? outermost : nested(depth);
    database.exec(begin);
    depth += 1;
    try {
      const result = work();
      if (result instanceof Promise) throw new Error('The work of a transaction must be synchronous: it returned a promise.');
      database.exec(commit);
      return result;
    } catch (error) {
      database.exec(rollback);
      throw error;
    } finally {
      depth -= 1;
    }
  };
}

const outermost = ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'] as const;

function nested(depth: number): readonly [string, string, string] {
  return [`SAVEPOINT level${depth}`, `RELEASE level${depth}`, `ROLLBACK TO level${depth}; RELEASE level${depth}`];
}
