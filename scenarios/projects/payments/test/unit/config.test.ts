import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';

const env = { ENVIRONMENT: 'dev', DATABASE_SECRET_ARN: 'arn', MAX_AMOUNT: '100000' };

describe('the configuration', () => {
  it('fills in what may be left out', () => {
    expect(readConfig(env)).toEqual({
      environment: 'dev',
      commit: 'unknown',
      functionVersion: '$LATEST',
      databaseSecretArn: 'arn',
      maxAmount: 100_000,
      logLevel: 'info',
    });
  });

  it.each([
    ['ENVIRONMENT', undefined, 'ENVIRONMENT is not set'],
    ['DATABASE_SECRET_ARN', '', 'DATABASE_SECRET_ARN is not set'],
    ['MAX_AMOUNT', '1e6', 'MAX_AMOUNT must be a whole number of minor units, not "1e6"'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be debug, info, warn or error, not "loud"'],
  ])('refuses %s=%s', (name, value, message) => {
    expect(() => readConfig({ ...env, [name]: value })).toThrow(message);
  });
});
