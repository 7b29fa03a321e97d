import type { Connection } from '../../postgres/index.ts';
import { applicationSecret, migratorSecret } from '../aws/names.ts';
import { readDatabaseSecret } from '../bootstrap/database-secret.ts';
import { databasePortOf, type Hands } from './hands.ts';

export type DatabaseRole = 'application' | 'migrator';

/** How to reach an environment's database from this machine, with the login that its secret holds; null where there is no database. */
export async function databaseLogin(hands: Hands, environment: string, role: DatabaseRole): Promise<Connection | null> {
  const database = hands.project.modules.find((module) => module.database !== null)?.database;
  const port = databasePortOf(hands.kept, environment);
  if (database === undefined || database === null || port === null) return null;
  const name = role === 'application' ? applicationSecret(database.name) : migratorSecret(database.name);
  const secret = await readDatabaseSecret(hands.clients(environment), name);
  if (secret === null) return null;
  return { host: '127.0.0.1', port, user: secret.username, password: secret.password, database: secret.dbname };
}

export function connectionUrl({ host, port, user, password, database }: Connection): string {
  return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${database}`;
}
