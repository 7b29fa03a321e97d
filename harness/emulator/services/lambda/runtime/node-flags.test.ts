import { describe, expect, it } from 'vitest';
import { nodeFlags } from './node-flags.ts';

const always = ['--expose-gc', '--max-http-header-size=81920'];
const heapOf128 = ['--max-semi-space-size=6', '--max-old-space-size=110'];

describe('the flags of a runtime', () => {
  it.each([
    ['nodejs20.x', '', [...always, ...heapOf128, '--no-experimental-require-module']],
    ['nodejs22.x', '', [...always, ...heapOf128, '--no-experimental-require-module', '--no-experimental-detect-module']],
    ['nodejs22.x', '--experimental-detect-module', [...always, ...heapOf128, '--no-experimental-require-module']],
    ['nodejs24.x', '', [...always, ...heapOf128]],
    ['nodejs24.x', '--max-old-space-size=64', always],
  ])('%s with NODE_OPTIONS %j', (runtime, options, expected) => {
    expect(nodeFlags(runtime, 128, options)).toEqual(expected);
  });
});
