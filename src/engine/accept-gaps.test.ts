import { describe, expect, it } from 'vitest';
import type { GateResult } from '../ports/gate.ts';
import { acceptGaps } from './accept-gaps.ts';

function judged(verdict: GateResult['verdict'], lacking?: readonly string[]): GateResult {
  return { verdict, reason: 'Nobody could say.', evidence: [], facts: lacking === undefined ? {} : { lacking } };
}

describe('a gate that lacks something of the backend', () => {
  it.each<readonly [string, GateResult, string]>([
    [
      'is waived where the profile accepts that',
      judged('inconclusive', ['call-trace']),
      'waived: Nobody could say. The containers profile accepts that call-trace is missing there.',
    ],
    [
      'stays where the profile accepts only a part',
      judged('inconclusive', ['call-trace', 'signatures']),
      'inconclusive: Nobody could say.',
    ],
    ['stays red where it saw something', judged('failed', ['call-trace']), 'failed: Nobody could say.'],
    ['stays inconclusive for any other reason', judged('inconclusive'), 'inconclusive: Nobody could say.'],
    ['stays inconclusive where it names nothing', judged('inconclusive', []), 'inconclusive: Nobody could say.'],
  ])('%s', (_, result, said) => {
    const { verdict, reason } = acceptGaps(result, { backend: 'containers', accepted: ['call-trace'] });
    expect(`${verdict}: ${reason}`).toBe(said);
  });
});
