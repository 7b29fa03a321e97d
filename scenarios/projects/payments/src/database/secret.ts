import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

export interface DatabaseCredentials {
  readonly host: string;
  readonly port: number;
  readonly dbname: string;
  readonly username: string;
  readonly password: string;
}

/** Reads a secret of the shape that RDS writes, when the database is first needed and not before. */
export async function readDatabaseCredentials(client: Pick<SecretsManagerClient, 'send'>, secretArn: string): Promise<DatabaseCredentials> {
  const { SecretString: text } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
  const secret = JSON.parse(text ?? '{}') as Readonly<Record<string, string | number | undefined>>;
  const field = (name: string): string => {
    const value = secret[name];
    if (value === undefined || value === '') throw new Error(`the database secret has no "${name}"`);
    return String(value);
  };
  return {
    host: field('host'),
    port: Number(field('port')),
    dbname: field('dbname'),
    username: field('username'),
    password: field('password'),
  };
}
