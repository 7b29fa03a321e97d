import type { Connection } from '../../postgres/index.ts';
import { migratorSecret } from '../aws/names.ts';
import type { Sessions } from '../aws/sessions.ts';
import { readDatabaseSecret } from '../bootstrap/database-secret.ts';

/** How the stage's role reaches a database of its environment: with the migrator's credentials, from that account's Secrets Manager. */
export async function migratorConnection(sessions: Pick<Sessions, 'stage'>, environment: string, database: string): Promise<Connection> {
  const name = migratorSecret(database);
  const secret = await readDatabaseSecret(sessions.stage(environment), name);
  if (secret === null) throw new Error(`${environment} has no secret ${name}`);
  return { host: secret.host, port: secret.port, user: secret.username, password: secret.password, database: secret.dbname };
}
