import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import type { AwsClients } from '../aws/accounts.ts';
import { moduleSources, type ModuleSourcesOptions } from './module-sources.ts';

/** Accounts whose secrets have ARNs of AWS's form, or none. */
function world(hasArn = true): ModuleSourcesOptions {
  const root = (account: string, region = ''): Pick<AwsClients, 'secrets'> => {
    const send = (command: unknown): Promise<unknown> => {
      if (!(command instanceof DescribeSecretCommand)) return Promise.reject(new Error('There is no such operation.'));
      const arn = `arn:aws:secretsmanager:${region}:${account}:secret:${command.input.SecretId ?? ''}-AbCdEf`;
      return Promise.resolve(hasArn ? { ARN: arn } : {});
    };
    return { secrets: { send } as unknown as AwsClients['secrets'] };
  };
  const sources = (environment: string): Readonly<Record<string, string>> =>
    environment === 'dev' ? { 'external.rates.url': 'http://127.0.0.1:1' } : {};
  return {
    accountOf: (environment) => (environment === 'dev' ? '222222222222' : '333333333333'),
    sessions: { root },
    externals: { sources },
    commit: 'c0ffee',
  };
}

const database = { name: 'payments', migrations: 'migrations', placeholders: {}, synthetic: {} } as const;

describe('what parameters may name', () => {
  it("is the commit, the place, the environment's stand-ins and the secret of its own region", async () => {
    expect(await moduleSources(world(), { environment: 'dev', region: 'eu-central-1' }, { database })).toEqual({
      commit: 'c0ffee',
      account: '222222222222',
      region: 'eu-central-1',
      'external.rates.url': 'http://127.0.0.1:1',
      'database.secretArn': 'arn:aws:secretsmanager:eu-central-1:222222222222:secret:rehearsal/payments/application-AbCdEf',
    });
  });

  it('has no secret where the module has no database', async () => {
    const named = await moduleSources(world(), { environment: 'uat', region: 'eu-west-1' }, { database: null });
    expect(named).toEqual({ commit: 'c0ffee', account: '333333333333', region: 'eu-west-1' });
  });

  it('is refused where the secret that was to be there has no ARN', async () => {
    await expect(moduleSources(world(false), { environment: 'uat', region: 'eu-west-1' }, { database })).rejects.toThrow(
      'secret rehearsal/payments/application has no ARN',
    );
  });
});
