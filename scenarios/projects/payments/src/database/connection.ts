import type { DatabaseCredentials } from './secret.ts';

export type Row = Readonly<Record<string, unknown>>;
export type Query = (text: string, values: readonly unknown[]) => Promise<readonly Row[]>;

/** The part of pg's Pool that is used. */
export interface Pool {
  query(text: string, values: unknown[]): Promise<{ rows: Row[] }>;
  end(): Promise<void>;
}

/** Postgres' invalid_password and invalid_authorization_specification: the secret was rotated. */
const rotated = new Set(['28P01', '28000']);

/** Keeps one connection for as long as the execution environment lives; after a rotation it reads the secret again. */
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

  const run: Query = async (text, values) => {
    pool ??= open();
    const opening = pool;
    try {
      return (await (await opening).query(text, [...values])).rows;
    } catch (error) {
      if (isRotated(error)) await close(opening);
      throw error;
    }
  };
  const close = async (opened: Promise<Pool>): Promise<void> => {
    if (pool === opened) pool = undefined;
    await (await opened).end();
  };

  return async (text, values) => {
    try {
      return await run(text, values);
    } catch (error) {
      if (pool === undefined && isRotated(error)) return run(text, values);
      throw error;
    }
  };
}

function isRotated(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && rotated.has(error.code);
}
