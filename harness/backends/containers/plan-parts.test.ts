import { describe, expect, it } from 'vitest';
import { planParts } from './plan-parts.ts';

const environment = (name: string, account: string, database = true) =>
  ({ name, account, region: 'eu-west-1', regions: ['eu-west-1'], access: 'pipeline', database }) as const;
const plan = {
  tooling: { account: '000000000001', region: 'eu-west-1' },
  environments: [environment('dev', '222222222222'), environment('uat', '333333333333', false)],
};

describe('a world in containers', () => {
  it('is one network with one emulator for all where it is shared', () => {
    expect(planParts(plan, 'shared', 'a1')).toEqual([
      { network: 'rehearsal-a1', folder: null, accounts: ['000000000001', '222222222222', '333333333333'], environments: ['dev'] },
    ]);
  });

  it('is a network with an emulator for each account where it is strict', () => {
    expect(planParts(plan, 'strict', 'a1')).toEqual([
      { network: 'rehearsal-a1-tooling', folder: 'tooling', accounts: ['000000000001'], environments: [] },
      { network: 'rehearsal-a1-dev', folder: 'dev', accounts: ['222222222222'], environments: ['dev'] },
      { network: 'rehearsal-a1-uat', folder: 'uat', accounts: ['333333333333'], environments: [] },
    ]);
  });

  it('has each account in one part', () => {
    const accounts = planParts(plan, 'strict', 'a1').flatMap((part) => part.accounts);
    expect(new Set(accounts).size).toBe(accounts.length);
  });
});
