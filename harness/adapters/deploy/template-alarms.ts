import { type Project, templateOf } from '../../../src/model/project.ts';
import {
  alarmComparisons,
  alarmMetrics,
  alarmStatistics,
  type AlarmStatistic,
  type ReadAlarm,
  type TemplateAlarm,
} from '../../../src/model/template-alarm.ts';
import { asList, asMap, asText, type Data } from '../policy/data.ts';
import { readYaml } from '../policy/read-yaml.ts';

/** The AWS::CloudWatch::Alarms of the project's templates, by logical id; one that can't be measured with the reason, for who asks for it. */
export async function readTemplateAlarms(
  project: Pick<Project, 'modules'>,
  read: (path: string) => Promise<string | null>,
): Promise<ReadonlyMap<string, ReadAlarm>> {
  const alarms = new Map<string, ReadAlarm>();
  for (const module of project.modules) {
    const file = templateOf(module);
    const text = file === null ? null : await read(file);
    if (file === null || text === null) continue;
    const { data, lineOf } = readYaml(text);
    const functions = new Set(module.functions.map(({ logicalId }) => logicalId));
    for (const [logicalId, resource] of Object.entries(asMap(asMap(data)['Resources']))) {
      const { Type: type, Properties: properties } = asMap(resource);
      if (type !== 'AWS::CloudWatch::Alarm') continue;
      const alarm = toAlarm(logicalId, asMap(properties), functions);
      const line = lineOf(['Resources', logicalId]);
      const at = { file, line, column: 1, path: `Resources.${logicalId}` };
      alarms.set(
        logicalId,
        typeof alarm === 'string'
          ? { kind: 'refused', problem: { ...at, message: `${logicalId} can't be heard: ${alarm}`, hint: 'Leave it out of the rollout.' } }
          : { kind: 'alarm', alarm },
      );
    }
  }
  return alarms;
}

/** Members that change nothing of when an alarm rings. */
const idle = new Set([
  'AlarmName',
  'AlarmDescription',
  'ActionsEnabled',
  'AlarmActions',
  'OKActions',
  'InsufficientDataActions',
  'Tags',
  'Unit',
]);
const read = new Set([
  'Namespace',
  'MetricName',
  'Dimensions',
  'Statistic',
  'ExtendedStatistic',
  'Period',
  'EvaluationPeriods',
  'DatapointsToAlarm',
  'Threshold',
  'ComparisonOperator',
  'TreatMissingData',
]);

/** Why not, as a clause, where it can't be measured. */
function toAlarm(logicalId: string, properties: Data, functions: ReadonlySet<string>): TemplateAlarm | string {
  const foreign = Object.keys(properties).find((name) => !read.has(name) && !idle.has(name));
  if (foreign !== undefined) return `${foreign} is not evaluated here`;
  const { Namespace: namespace, MetricName: metricName } = properties;
  const metric = alarmMetrics.find((known) => known === metricName);
  if (namespace !== 'AWS/Lambda' || metric === undefined)
    return `${asText(namespace)} ${asText(metricName)} is not measured here: AWS/Lambda's ${alarmMetrics.join(', ')} are`;
  const name = functionIn(properties);
  if (name === null || !functions.has(name)) return 'its FunctionName is no Ref to a function that rehearsal.yaml names';
  const comparison = alarmComparisons.find((known) => known === properties['ComparisonOperator']);
  if (comparison === undefined) return `the comparison ${asText(properties['ComparisonOperator'])} is not evaluated here`;
  const statistic = statisticIn(properties);
  if (statistic === null) return 'its statistic is none that is evaluated here';
  const [period, evaluationPeriods, threshold] = ['Period', 'EvaluationPeriods', 'Threshold'].map((member) => numberIn(properties[member]));
  if (period === undefined || evaluationPeriods === undefined || threshold === undefined)
    return 'its Period, EvaluationPeriods or Threshold hangs on what is only known when it is deployed';
  const datapointsToAlarm = numberIn(properties['DatapointsToAlarm'] ?? evaluationPeriods);
  if (datapointsToAlarm === undefined) return 'its DatapointsToAlarm hangs on what is only known when it is deployed';
  const missingIsBreaching = properties['TreatMissingData'] === 'breaching';
  const line = { metric, statistic, comparison, threshold, periodMs: period * 1000, evaluationPeriods, datapointsToAlarm };
  return { logicalId, function: name, ...line, missingIsBreaching };
}

function functionIn({ Dimensions: dimensions }: Data): string | null {
  const named = asList(dimensions)
    .map(asMap)
    .find(({ Name: name }) => name === 'FunctionName');
  const ref = asText(asMap(named?.['Value'])['Ref']);
  return ref === '' ? null : ref;
}

function statisticIn({ Statistic: plain, ExtendedStatistic: extended }: Data): AlarmStatistic | null {
  const known = alarmStatistics.find((each) => each === plain);
  if (known !== undefined) return known;
  const percent = /^p(\d{1,2}(?:\.\d+)?|100)$/.exec(asText(extended))?.[1];
  return percent === undefined ? null : `p${Number(percent)}`;
}

function numberIn(value: unknown): number | undefined {
  const text = asText(value);
  const number = Number(text);
  return text === '' || Number.isNaN(number) ? undefined : number;
}
