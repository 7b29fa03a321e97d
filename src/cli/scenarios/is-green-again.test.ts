import { describe, expect, it } from 'vitest';
import type { GateRecord, RehearsalRecord, StageRecord } from '../../model/record.ts';
import { isGreenAgain } from './is-green-again.ts';

const recordOf = (outcome: StageRecord['outcome'], ...gates: readonly [string, GateRecord['verdict']][]): RehearsalRecord =>
  ({
    stages: [{ environment: 'uat', outcome, gates: gates.map(([gate, verdict]) => ({ gate, verdict })) }],
  }) as unknown as RehearsalRecord;

describe('a gate that was red', () => {
  it.each([
    ['passes', true, recordOf('passed', ['secrets', 'passed'])],
    ['passes, though a later one does not', true, recordOf('blocked', ['secrets', 'passed'], ['smoke', 'failed'])],
    ['is red in one of two modules', false, recordOf('blocked', ['secrets', 'passed'], ['secrets', 'failed'])],
    ['could not judge', false, recordOf('blocked', ['secrets', 'inconclusive'])],
    ['was a refusal of the engine, which is gone', true, recordOf('passed', ['smoke', 'passed'])],
    ['was not asked, because the stage ended before', false, recordOf('blocked', ['smoke', 'failed'])],
    ['was not asked, because the stage was not reached', false, recordOf('not-reached')],
  ])('%s: %s', (_, expected, record) => {
    expect(isGreenAgain(record, 'uat', 'secrets')).toBe(expected);
  });

  it('is not green where the environment is none of the run', () => {
    expect(isGreenAgain(recordOf('passed', ['secrets', 'passed']), 'production', 'secrets')).toBe(false);
  });
});
