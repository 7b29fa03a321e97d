import type { Problem } from './problem.ts';

export const alarmMetrics = ['Errors', 'Throttles', 'Duration', 'Invocations'] as const;
/** What Lambda measures of a function, and a rollout can tell of one version. */
export type AlarmMetric = (typeof alarmMetrics)[number];

export const alarmComparisons = [
  'GreaterThanThreshold',
  'GreaterThanOrEqualToThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
] as const;
export type AlarmComparison = (typeof alarmComparisons)[number];

export const alarmStatistics = ['Sum', 'SampleCount', 'Average', 'Minimum', 'Maximum'] as const;
/** CloudWatch's names; `p99` and the like for a percentile. */
export type AlarmStatistic = (typeof alarmStatistics)[number] | `p${number}`;

/** An AWS::CloudWatch::Alarm of the project's template, on one of its functions. */
export interface TemplateAlarm {
  readonly logicalId: string;
  /** The function's logical id. */
  readonly function: string;
  readonly metric: AlarmMetric;
  readonly statistic: AlarmStatistic;
  readonly comparison: AlarmComparison;
  readonly threshold: number;
  readonly periodMs: number;
  readonly evaluationPeriods: number;
  /** So many of them have to be over the line. */
  readonly datapointsToAlarm: number;
  /** Whether a period without data counts as over the line. */
  readonly missingIsBreaching: boolean;
}

/** An alarm as a template has it: what can be heard of it, or why it can't. */
export type ReadAlarm = { readonly kind: 'alarm'; readonly alarm: TemplateAlarm } | { readonly kind: 'refused'; readonly problem: Problem };
