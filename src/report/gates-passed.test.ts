import { describe, expect, it } from 'vitest';
import type { Verdict } from '../model/verdict.ts';
import { gatesPassed } from './gates-passed.ts';
import { counted } from './in-words.ts';

describe('the gates that passed', () => {
  it.each<readonly [readonly Verdict[], string]>([
    [['passed', 'passed'], '2 of 2 gates passed'],
    [['passed', 'failed'], '1 of 2 gates passed'],
    [['passed', 'waived', 'waived'], '1 of 3 gates passed, 2 waived'],
    [['inconclusive'], '0 of 1 gate passed'],
  ])('are counted, and what was waived is not among them: %j', (verdicts, said) => {
    const gates = verdicts.map((verdict) => ({ verdict }));
    expect(gatesPassed(gates, (total) => counted(total, 'gate'))).toBe(said);
  });
});
