import { describe, expect, it } from 'vitest';
import type { Project } from '../../../src/model/project.ts';
import { sampleProject } from '../../../src/ports/testing/sample-project.ts';
import { readTemplateAlarms } from './template-alarms.ts';

const [module] = sampleProject.modules;
const functions = [{ name: 'create', source: { kind: 'zip', zip: 'x.zip' } as const, logicalId: 'Create', alias: 'live', urlOutput: null }];
const project: Pick<Project, 'modules'> = {
  modules: module === undefined ? [] : [{ ...module, functions, infrastructure: { kind: 'template', template: 'template.yaml' } }],
};

const errors = {
  Namespace: 'AWS/Lambda',
  MetricName: 'Errors',
  Dimensions: [
    { Name: 'FunctionName', Value: { Ref: 'Create' } },
    { Name: 'Resource', Value: { 'Fn::Sub': '${Create}:live' } },
  ],
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 2,
  Threshold: 0,
  ComparisonOperator: 'GreaterThanThreshold',
};

async function alarmOf(properties: object) {
  const template = {
    Resources: { Create: { Type: 'AWS::Lambda::Function' }, Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: properties } },
  };
  return (await readTemplateAlarms(project, () => Promise.resolve(JSON.stringify(template)))).get('Alarm');
}

describe("a template's alarm", () => {
  it.each([
    ['a sum', errors, { metric: 'Errors', statistic: 'Sum', threshold: 0, periodMs: 60_000, evaluationPeriods: 2, datapointsToAlarm: 2 }],
    [
      'a percentile',
      { ...errors, MetricName: 'Duration', Statistic: undefined, ExtendedStatistic: 'p99' },
      { metric: 'Duration', statistic: 'p99' },
    ],
    ['one of two periods', { ...errors, DatapointsToAlarm: 1 }, { datapointsToAlarm: 1, evaluationPeriods: 2 }],
    ['missing data that is breaching', { ...errors, TreatMissingData: 'breaching' }, { missingIsBreaching: true }],
    ['what it does when it rings', { ...errors, AlarmActions: [{ Ref: 'Topic' }], AlarmDescription: 'x' }, { function: 'Create' }],
  ])('is read with %s', async (_, properties, expected) => {
    expect(await alarmOf(properties)).toMatchObject({ kind: 'alarm', alarm: { logicalId: 'Alarm', ...expected } });
  });

  it.each([
    [
      'another namespace',
      { ...errors, Namespace: 'AWS/ApiGateway', MetricName: '5XXError' },
      /AWS\/ApiGateway 5XXError is not measured here/,
    ],
    ['another metric', { ...errors, MetricName: 'ConcurrentExecutions' }, /AWS\/Lambda ConcurrentExecutions is not measured here/],
    ['another function', { ...errors, Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'Other' } }] }, /no Ref to a function/],
    ['no function', { ...errors, Dimensions: undefined }, /no Ref to a function/],
    ['metric math', { ...errors, Metrics: [] }, /Metrics is not evaluated here/],
    ['an anomaly band', { ...errors, ComparisonOperator: 'LessThanLowerOrGreaterThanUpperThreshold' }, /is not evaluated here/],
    ['a trimmed mean', { ...errors, Statistic: undefined, ExtendedStatistic: 'tm90' }, /its statistic is none/],
    ['a threshold from a parameter', { ...errors, Threshold: { Ref: 'Most' } }, /hangs on what is only known when it is deployed/],
  ])('can not be heard with %s', async (_, properties, message) => {
    expect(await alarmOf(properties)).toMatchObject({
      kind: 'refused',
      problem: { file: 'template.yaml', path: 'Resources.Alarm', message: expect.stringMatching(message) as string },
    });
  });
});
