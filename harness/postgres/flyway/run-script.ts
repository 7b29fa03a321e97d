import { DatabaseError, Query } from 'pg';
import type { Client } from 'pg';
import type { SqlStatement } from './statements.ts';

/** A statement that the database refused. */
export interface StatementFailure {
  readonly statement: SqlStatement;
  readonly error: DatabaseError;
}

interface CopyConnection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** COPY … FROM STDIN with rows at hand. `pg` asks its query for them with this method, and fails the copy by default. */
class CopyIn extends Query {
  readonly copyData: Buffer;

  constructor(sql: string, copyData: string, done: (error: Error | undefined) => void) {
    super(sql, done);
    this.copyData = Buffer.from(copyData, 'utf8');
  }

  handleCopyInResponse(connection: CopyConnection): void {
    connection.sendCopyFromChunk(this.copyData);
    connection.endCopyFrom();
  }
}

/**
 * Runs statements in order until one fails. Inside a transaction, a script's own COMMIT or ROLLBACK is followed by a new transaction, as the
 * JDBC driver does with auto-commit off.
 */
export async function runStatements(
  client: Client,
  statements: readonly SqlStatement[],
  inTransaction: boolean,
): Promise<StatementFailure | null> {
  for (const statement of statements) {
    if (inTransaction && client.getTransactionStatus() === 'I') await client.query('BEGIN');
    try {
      await runOne(client, statement);
    } catch (error) {
      if (error instanceof DatabaseError) return { statement, error };
      throw error;
    }
  }
  return null;
}

async function runOne(client: Client, { sql, copyData }: SqlStatement): Promise<void> {
  if (copyData === null) {
    await client.query(sql);
    return;
  }
  await new Promise<void>((resolve, reject) => {
    client.query(new CopyIn(sql, copyData, (error) => (error ? reject(error) : resolve())));
  });
}
