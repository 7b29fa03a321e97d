import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Pool as PgPool } from 'pg';
import { readConfig } from './config.ts';
import { createConnection, type Pool } from './database/connection.ts';
import { createPaymentStore } from './database/payment-store.ts';
import { type DatabaseCredentials, readDatabaseCredentials } from './database/secret.ts';
import { type Handler, type Route, serve } from './http/serve.ts';
import { createLog } from './log.ts';

/** Puts a function together from what Lambda gives it. */
export function start(route: Route): Handler {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel, (line) => process.stdout.write(line));
  const secrets = new SecretsManagerClient({ maxAttempts: 3 });
  const openPool = ({ host, port, dbname: database, username: user, password }: DatabaseCredentials): Pool => {
    const timeouts = { connectionTimeoutMillis: 2_000, query_timeout: 4_000, statement_timeout: 3_000, idleTimeoutMillis: 0 };
    const pool = new PgPool({
      host,
      port,
      database,
      user,
      password,
      ...timeouts,
      max: 1,
      keepAlive: true,
      application_name: route.service,
    });
    // without a listener, a connection that the server closes while nobody uses it ends the process
    pool.on('error', (error) => log('warn', 'connection lost', { error: error.message }));
    return pool;
  };
  const query = createConnection(() => readDatabaseCredentials(secrets, config.databaseSecretArn), openPool);
  return serve(route, { config, log, store: createPaymentStore(query) });
}
