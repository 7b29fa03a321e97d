import type { DatabaseSync } from 'node:sqlite';

/** `transaction` of a state store: the outermost is SQLite's, those inside are its savepoints. */
export function sqliteTransactions(database: DatabaseSync): <T>(work: () => T) => T {
  const outermost = outermostSteps(database);
  let depth = 0;
  return <T>(work: () => T): T => {
    const [begin, commit, rollback] = depth === 0 ? outermost : nested(database, depth);
    begin();
    depth += 1;
    try {
      const result = work();
      if (result instanceof Promise) throw new Error('The work of a transaction must be synchronous: it returned a promise.');
      commit();
      return result;
    } catch (error) {
      rollback();
      throw error;
    } finally {
      depth -= 1;
    }
  };
}

type Steps = readonly [begin: () => void, commit: () => void, rollback: () => void];

/** Prepared once: most answers that write are one such transaction. */
function outermostSteps(database: DatabaseSync): Steps {
  const [begin, commit, rollback] = ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'].map((sql) => database.prepare(sql));
  return [() => void begin?.run(), () => void commit?.run(), () => void rollback?.run()];
}

function nested(database: DatabaseSync, depth: number): Steps {
  const exec = (sql: string) => (): void => database.exec(sql);
  return [exec(`SAVEPOINT level${depth}`), exec(`RELEASE level${depth}`), exec(`ROLLBACK TO level${depth}; RELEASE level${depth}`)];
}
