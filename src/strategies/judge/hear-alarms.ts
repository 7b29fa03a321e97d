import type { TemplateAlarm } from '../../model/template-alarm.ts';
import type { ServedRequest } from '../../ports/measurements.ts';
import type { AlarmsSeen } from '../../ports/rollout-judge.ts';
import { percentileOf } from './percentile-of.ts';

/** What the first alarm that rings says, a clause with its numbers; null where none does. As CloudWatch evaluates: M of the last N periods over the line. */
export function hearAlarms(seen: AlarmsSeen): string | null {
  return seen.alarms.map((alarm) => ringing(alarm, seen)).find((said) => said !== null) ?? null;
}

function ringing(alarm: TemplateAlarm, { candidate, throttled, startedAtMs, nowMs, wallMs }: AlarmsSeen): string | null {
  const periodMs = wallMs(alarm.periodMs);
  const measured = (alarm.metric === 'Throttles' ? throttled : candidate).filter((each) => functionOf(each) === alarm.function);
  const closed = Math.floor((nowMs - startedAtMs) / periodMs);
  const valueIn = (index: number): number | null => {
    const from = startedAtMs + index * periodMs;
    return valueOf(
      alarm,
      measured.filter(({ atMs }) => atMs >= from && atMs < from + periodMs),
    );
  };
  const past = Array.from({ length: closed }, (_, index): Datapoint => {
    const value = valueIn(index);
    return { value, isOver: value === null ? alarm.missingIsBreaching : compared(alarm, value) };
  });
  // A period that goes on can only come to more: it counts already where more is worse, and not yet where less is.
  const open = onlyGrows(alarm) ? valueIn(closed) : null;
  const now: readonly Datapoint[] = open === null ? past : [...past, { value: open, isOver: compared(alarm, open) }];
  const over = [now, past].map((points) => overIn(points, alarm)).find((points) => points.length >= alarm.datapointsToAlarm);
  return over === undefined ? null : `the alarm ${alarm.logicalId} rings: ${inWords(alarm, over.at(-1)?.value ?? null)}`;
}

interface Datapoint {
  /** Null of a period without data. */
  readonly value: number | null;
  readonly isOver: boolean;
}

function overIn(points: readonly Datapoint[], { evaluationPeriods }: TemplateAlarm): readonly Datapoint[] {
  return points.slice(-evaluationPeriods).filter(({ isOver }) => isOver);
}

/** `eu-central-1/CreateFunction` where there are several regions: an alarm is in each of them. */
function functionOf({ function: place }: ServedRequest): string {
  return place.split('/').at(-1) ?? place;
}

function onlyGrows({ statistic, comparison }: TemplateAlarm): boolean {
  return comparison.startsWith('Greater') && (statistic === 'Sum' || statistic === 'SampleCount' || statistic === 'Maximum');
}

/** Null of a period without data: Lambda reports no datapoint where nothing was invoked. */
function valueOf({ metric, statistic }: TemplateAlarm, requests: readonly ServedRequest[]): number | null {
  if (requests.length === 0) return null;
  const values = requests.map(metric === 'Duration' ? ({ latencyMs }) => latencyMs : (each) => counted(metric, each));
  switch (statistic) {
    case 'Sum':
      return values.reduce((sum, value) => sum + value, 0);
    case 'SampleCount':
      return values.length;
    case 'Average':
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    case 'Minimum':
      return Math.min(...values);
    case 'Maximum':
      return Math.max(...values);
    default:
      return percentileOf(
        values.toSorted((left, right) => left - right),
        Number(statistic.slice(1)),
      );
  }
}

/** A function URL answers 502 where the function threw or timed out; what it answers by itself is no error of Lambda's. */
function counted(metric: 'Errors' | 'Throttles' | 'Invocations', { status }: ServedRequest): number {
  return metric === 'Errors' ? Number(status === 502) : 1;
}

function compared({ comparison, threshold }: TemplateAlarm, value: number): boolean {
  switch (comparison) {
    case 'GreaterThanThreshold':
      return value > threshold;
    case 'GreaterThanOrEqualToThreshold':
      return value >= threshold;
    case 'LessThanThreshold':
      return value < threshold;
    case 'LessThanOrEqualToThreshold':
      return value <= threshold;
  }
}

function inWords(
  { metric, function: name, statistic, comparison, threshold, datapointsToAlarm, evaluationPeriods }: TemplateAlarm,
  worst: number | null,
): string {
  const value = worst === null ? 'nothing was measured' : `${statistic} is ${String(Math.round(worst * 100) / 100)}`;
  const periods = `${String(datapointsToAlarm)} of ${String(evaluationPeriods)} periods`;
  return `${metric} of the new version of ${name}: ${value}, ${comparison} ${String(threshold)} in ${periods}`;
}
