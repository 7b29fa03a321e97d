import { describe, expect, it } from 'vitest';
import type { WorldPlan } from '../../harness/index.ts';
import { profilesOf } from './profiles-of.ts';

const environment = (name: string, account: string): WorldPlan['environments'][number] => ({
  name,
  account,
  region: 'eu-west-1',
  regions: ['eu-west-1'],
  access: 'pipeline',
  database: false,
});

const plan: WorldPlan = {
  dataDir: '/world',
  cacheDir: '/cache',
  logsDir: '/logs',
  tooling: { account: '111111111110', region: 'eu-west-1' },
  environments: [environment('dev', '111111111111'), environment('uat', '222222222222')],
  spareAccount: '999999999999',
  seed: 1,
  lifetime: 'parent',
};

const all = { tooling: 'shared', dev: 'payments-dev', uat: 'payments-uat', spare: 'scratch' };

describe('the profiles of a world’s accounts', () => {
  it('are none where none is named', () => {
    expect(profilesOf({}, plan)).toEqual({});
  });

  it('are by account, those beside the environments too', () => {
    expect(profilesOf(all, plan)).toEqual({
      '111111111110': 'shared',
      '111111111111': 'payments-dev',
      '222222222222': 'payments-uat',
      '999999999999': 'scratch',
    });
  });

  it('are whole or none: one account that nobody gets into is named', () => {
    expect(() => profilesOf({ dev: 'payments-dev', uat: 'payments-uat' }, plan)).toThrow('is missing for tooling, spare');
  });

  it('are of environments that there are', () => {
    expect(() => profilesOf({ ...all, production: 'payments' }, plan)).toThrow('names production, which has no account here');
  });
});
