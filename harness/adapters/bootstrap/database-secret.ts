import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-secrets-manager';
import type { AwsClients } from '../aws/accounts.ts';

/** As RDS writes such secrets: https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html */
export interface DatabaseSecret {
  readonly engine: 'postgres';
  readonly host: string;
  readonly port: number;
  readonly dbname: string;
  readonly username: string;
  readonly password: string;
}

export async function readDatabaseSecret(clients: AwsClients, name: string): Promise<DatabaseSecret | null> {
  try {
    const { SecretString: text } = await clients.secrets.send(new GetSecretValueCommand({ SecretId: name }));
    if (text === undefined) throw new Error(`secret ${name} holds no text`);
    return JSON.parse(text) as DatabaseSecret;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return null;
    throw error;
  }
}

/** Writes the secret where it is new or says something else: a Postgres that came back may have another port. */
export async function ensureDatabaseSecret(clients: AwsClients, name: string, secret: DatabaseSecret): Promise<void> {
  const present = await readDatabaseSecret(clients, name);
  const text = JSON.stringify(secret);
  if (present === null) await clients.secrets.send(new CreateSecretCommand({ Name: name, SecretString: text }));
  else if (JSON.stringify(present) !== text) await clients.secrets.send(new PutSecretValueCommand({ SecretId: name, SecretString: text }));
}
