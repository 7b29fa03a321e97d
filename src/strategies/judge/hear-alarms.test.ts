import { describe, expect, it } from 'vitest';
import type { TemplateAlarm } from '../../model/template-alarm.ts';
import type { ServedRequest } from '../../ports/measurements.ts';
import { servedRequest } from '../../ports/testing/fake-measurements.ts';
import { hearAlarms } from './hear-alarms.ts';

const alarm: TemplateAlarm = {
  logicalId: 'TooManyErrors',
  function: 'CreateFunction',
  metric: 'Errors',
  statistic: 'Sum',
  comparison: 'GreaterThanThreshold',
  threshold: 1,
  periodMs: 60_000,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  missingIsBreaching: false,
};

const failed = (atS: number, more: Partial<ServedRequest> = {}): ServedRequest =>
  servedRequest({ atMs: atS * 1000, status: 502, failed: true, ...more });
const well = (atS: number, latencyMs = 10): ServedRequest => servedRequest({ atMs: atS * 1000, latencyMs });

function hear(
  of: Partial<TemplateAlarm>,
  candidate: readonly ServedRequest[],
  nowS: number,
  pace = 1,
  throttled: readonly ServedRequest[] = [],
) {
  const wallMs = (ms: number): number => ms / pace;
  return hearAlarms({ alarms: [{ ...alarm, ...of }], candidate, throttled, startedAtMs: 0, nowMs: nowS * 1000, wallMs });
}

const twoOfThree = { evaluationPeriods: 3, datapointsToAlarm: 2, threshold: 0 };
const slow = { metric: 'Duration', statistic: 'p99', threshold: 100 } as const;

describe('an alarm of the template', () => {
  it.each<readonly [string, Partial<TemplateAlarm>, readonly ServedRequest[], number]>([
    ['as soon as a sum is over its line', {}, [failed(1), failed(2)], 3],
    ['in a later period', {}, [failed(61), failed(62)], 63],
    ['at its line, where that is too much', { comparison: 'GreaterThanOrEqualToThreshold' }, [failed(1), well(2)], 3],
    ['in two of three periods', twoOfThree, [failed(1), well(61), failed(121)], 122],
    ['of a share', { statistic: 'Average', threshold: 0.3 }, [failed(1), well(2)], 61],
    ['of a percentile', slow, [well(1, 5), well(2, 500)], 61],
    ['of a longest duration, at once', { ...slow, statistic: 'Maximum' }, [well(1, 500)], 2],
    ['of too few invocations', { metric: 'Invocations', comparison: 'LessThanThreshold', threshold: 3 }, [well(1), well(2)], 61],
    ['of silence, where that is breaching', { missingIsBreaching: true }, [], 61],
  ])('rings %s', (_, of, candidate, nowS) => {
    expect(hear(of, candidate, nowS)).toMatch(/^the alarm TooManyErrors rings: /);
  });

  it.each<readonly [string, Partial<TemplateAlarm>, readonly ServedRequest[], number]>([
    ['at its line', {}, [failed(1)], 3],
    ['for errors a period apart', {}, [failed(1), failed(61)], 62],
    ['for one period of three', twoOfThree, [failed(1), well(61), well(121)], 122],
    ['for what is long past', twoOfThree, [failed(1), failed(61), well(121), well(181), well(241)], 242],
    ['for an answer that the function chose', {}, [failed(1, { status: 500 }), failed(2, { status: 404 })], 3],
    ['for another function', {}, [failed(1, { function: 'ReadFunction' }), failed(2, { function: 'ReadFunction' })], 3],
    ['for a share of a period that goes on', { statistic: 'Average', threshold: 0.3 }, [failed(1), well(2)], 59],
    [
      'for few invocations in a period that goes on',
      { metric: 'Invocations', comparison: 'LessThanThreshold', threshold: 3 },
      [well(1)],
      59,
    ],
    ['for silence', {}, [], 600],
    ['for silence in a period that goes on', { missingIsBreaching: true }, [], 59],
  ])('is quiet %s', (_, of, candidate, nowS) => {
    expect(hear(of, candidate, nowS)).toBeNull();
  });

  it('says what it heard', () => {
    expect(hear({}, [failed(1), failed(2), failed(3)], 4)).toBe(
      'the alarm TooManyErrors rings: Errors of the new version of CreateFunction: Sum is 3, GreaterThanThreshold 1 in 1 of 1 periods',
    );
  });

  it('has periods of paced time', () => {
    // Ten times as fast: one period is six seconds.
    expect(hear({}, [failed(1), failed(7)], 8, 10)).toBeNull();
    expect(hear({}, [failed(1), failed(5)], 8, 10)).not.toBeNull();
  });

  it('of throttles hears those that no version came to, in whichever region', () => {
    const throttled = [1, 2].map((atS) => failed(atS, { status: 429, version: null, function: 'eu-west-1/CreateFunction' }));
    expect(hear({ metric: 'Throttles' }, [], 3, 1, throttled)).toMatch(/Throttles/);
    expect(hear({ metric: 'Throttles' }, [failed(1), failed(2)], 3)).toBeNull();
  });
});
