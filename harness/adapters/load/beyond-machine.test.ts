import { expect, it } from 'vitest';
import { beyondMachine } from './beyond-machine.ts';

it.each([
  [1_000, null, 2, 1, null],
  [2_000, null, 2, 2, null],
  [2_001, null, 2, 2, 'k6 was not started: 4002 requests a second are more than 2 cores can make (4000). Take a smaller scale.'],
  [10, 5_000, 1, 2, 'k6 was not started: 5000 requests a second are more than 2 cores can make (4000). Take a smaller scale.'],
  [2_000, null, 2, 16, null],
])('%i/s, at most %s/s, of %i routes on %i cores: %s', (ratePerSecond, peakPerSecond, routes, cores, said) => {
  expect(beyondMachine({ ratePerSecond, peakPerSecond, routes }, cores)).toBe(said);
});
