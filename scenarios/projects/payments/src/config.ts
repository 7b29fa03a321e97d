import type { Level } from './log.ts';

export interface Config {
  readonly environment: string;
  readonly commit: string;
  /** Lambda's own number of the published version. */
  readonly functionVersion: string;
  readonly databaseSecretArn: string;
  /** The most that one payment may move, in minor units. */
  readonly maxAmount: number;
  readonly logLevel: Level;
}

/** Read once, when the function starts: a function that is configured wrongly answers nothing at all. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  return {
    environment: required(env, 'ENVIRONMENT'),
    commit: env['COMMIT'] ?? 'unknown',
    functionVersion: env['AWS_LAMBDA_FUNCTION_VERSION'] ?? '$LATEST',
    databaseSecretArn: required(env, 'DATABASE_SECRET_ARN'),
    maxAmount: positiveInteger(required(env, 'MAX_AMOUNT'), 'MAX_AMOUNT'),
    logLevel: level(env['LOG_LEVEL'] ?? 'info'),
  };
}

function required(env: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set`);
  return value;
}

function positiveInteger(text: string, name: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new Error(`${name} must be a whole number of minor units, not "${text}"`);
  return Number(text);
}

function level(text: string): Level {
  if (text === 'debug' || text === 'info' || text === 'warn' || text === 'error') return text;
  throw new Error(`LOG_LEVEL must be debug, info, warn or error, not "${text}"`);
}
