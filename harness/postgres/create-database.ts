import { escapeIdentifier as name, escapeLiteral as literal } from 'pg';
import type { Client } from 'pg';
import { withClient } from './connection.ts';
import type { Connection } from './connection.ts';

export interface Login {
  readonly user: string;
  readonly password: string;
}

export interface CreateDatabaseOptions {
  readonly database: string;
  /** Owns the schema `public`: may create and change objects. */
  readonly migrator: Login;
  /** May connect and read and write rows; may not create anything. */
  readonly application: Login;
}

export interface CreatedDatabase {
  readonly migrator: Connection;
  readonly application: Connection;
}

/**
 * Makes a database with two roles, or brings an existing one to the same state (the passwords are set anew). What the migrator creates
 * later, in any schema, the application can use: that is what default privileges are for.
 */
export async function createDatabase(superuser: Connection, options: CreateDatabaseOptions): Promise<CreatedDatabase> {
  const { database, migrator, application } = options;
  if (migrator.user === application.user) throw new Error('The migrator and the application must be two roles.');
  await withClient(superuser, async (client) => {
    for (const login of [migrator, application]) await ensureRole(client, login);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${name(database)}`);
    await client.query(`REVOKE ALL ON DATABASE ${name(database)} FROM PUBLIC`);
    await client.query(`GRANT CONNECT, CREATE, TEMPORARY ON DATABASE ${name(database)} TO ${name(migrator.user)}`);
    await client.query(`GRANT CONNECT ON DATABASE ${name(database)} TO ${name(application.user)}`);
  });
  await withClient({ ...superuser, database }, async (client) => {
    for (const statement of privileges(name(migrator.user), name(application.user))) await client.query(statement);
  });
  const { host, port } = superuser;
  return { migrator: { host, port, database, ...migrator }, application: { host, port, database, ...application } };
}

async function ensureRole(client: Client, { user, password }: Login): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [user]);
  if (rowCount === 0) await client.query(`CREATE ROLE ${name(user)}`);
  await client.query(`ALTER ROLE ${name(user)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD ${literal(password)}`);
}

function privileges(migrator: string, application: string): readonly string[] {
  return [
    `ALTER SCHEMA public OWNER TO ${migrator}`,
    'REVOKE ALL ON SCHEMA public FROM PUBLIC',
    `GRANT USAGE ON SCHEMA public TO ${application}`,
    `ALTER DEFAULT PRIVILEGES FOR ROLE ${migrator} GRANT USAGE ON SCHEMAS TO ${application}`,
    `ALTER DEFAULT PRIVILEGES FOR ROLE ${migrator} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${application}`,
    `ALTER DEFAULT PRIVILEGES FOR ROLE ${migrator} GRANT USAGE, SELECT ON SEQUENCES TO ${application}`,
  ];
}
