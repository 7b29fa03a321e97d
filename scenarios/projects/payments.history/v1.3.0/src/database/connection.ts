import type { DatabaseCredentials } from './secret.ts';

export type Row = Readonly<Record<string, unknown>>;
export type Query = (text: string, values: readonly unknown[]) => Promise<readonly Row[]>;

/** The part of pg's Pool that is used. */
export interface Pool {
  query(text: string, values: unknown[]): Promise<{ rows: Row[] }>;
  end(): Promise<void>;
}

/** Keeps one connection for as long as the execution environment lives. */
export function createConnection(
  readCredentials: () => Promise<DatabaseCredentials>,
  openPool: (credentials: DatabaseCredentials) => Pool,
): Query {
  let pool: Promise<Pool> | undefined;

  const open = (): Promise<Pool> =>
    readCredentials()
      .then(openPool)
      .catch((error: unknown) => {
        // the next request tries again
        pool = undefined;
        throw error;
      });

  return async (text, values) => {
    pool ??= open();
    return (await (await pool).query(text, [...values])).rows;
  };
}
