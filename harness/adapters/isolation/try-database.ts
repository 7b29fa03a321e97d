import type { IsolationAttempt } from '../../../src/ports/isolation.ts';
import { withClient } from '../../postgres/index.ts';
import type { PostgresServer } from '../../backends/backend.ts';

export interface DatabaseLogin {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** Postgres' answers to somebody whom it doesn't know, doesn't believe or doesn't let into this database. */
const denials: ReadonlyMap<string, string> = new Map([
  ['28P01', 'invalid_password'],
  ['28000', 'invalid_authorization_specification'],
  ['42501', 'insufficient_privilege'],
  ['3D000', 'invalid_catalog_name'],
]);

/** One environment's application login at another's server. */
export async function tryDatabase(server: PostgresServer, login: DatabaseLogin): Promise<Pick<IsolationAttempt, 'result' | 'how'>> {
  try {
    await withClient({ host: server.host, port: server.port, ...login }, (client) => client.query('SELECT 1'));
    return { result: 'allowed', how: 'connect' };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const denial = denials.get(code);
    return denial === undefined ? { result: 'unclear', how: `connect: ${code}` } : { result: 'denied', how: `connect: ${code} ${denial}` };
  }
}
