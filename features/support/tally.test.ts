import { describe, expect, it } from 'vitest';
import { tallyOf } from './tally.ts';

describe('the line at the end of the features', () => {
  it.each([
    ['nothing was played', [], '0 scenarios, 0 passed, 0 need what this backend lacks, 0 failed'],
    [
      'some take what is missing',
      [
        { status: 'PASSED', lacking: [] },
        { status: 'PASSED', lacking: [] },
        { status: 'SKIPPED', lacking: ['call-trace', 'iam-enforcement'] },
        { status: 'SKIPPED', lacking: ['iam-enforcement'] },
      ],
      '4 scenarios, 2 passed, 2 need what this backend lacks (50.0 %: call-trace 1, iam-enforcement 2), 0 failed',
    ],
    [
      'one was skipped for no reason, and one is not defined',
      [
        { status: 'SKIPPED', lacking: [] },
        { status: 'UNDEFINED', lacking: [] },
      ],
      '2 scenarios, 0 passed, 0 need what this backend lacks, 2 failed',
    ],
  ])('counts where %s', (_, played, line) => {
    expect(tallyOf(played)).toBe(line);
  });
});
