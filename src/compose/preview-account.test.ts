import { expect, it } from 'vitest';
import { sampleTopology } from '../ports/testing/sample-topology.ts';
import { previewAccount } from './preview-account.ts';

it('is nobody’s: no environment’s, no double’s, and no former preview’s', () => {
  const { tooling, stages } = sampleTopology;
  const [first] = stages;
  expect(previewAccount(sampleTopology, [])).toBe('999999999997');
  expect(previewAccount(sampleTopology, ['999999999997', '999999999996'])).toBe('999999999995');
  const taken = first === undefined ? stages : [{ ...first, account: '999999999997' }];
  expect(previewAccount({ tooling, stages: taken }, [])).toBe('999999999996');
});
