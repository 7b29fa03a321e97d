import type { Target } from '@aws-sdk/client-eventbridge';
import { parseArn } from '../../accounts/arn.ts';
import { NotImplemented } from '../../kernel/not-implemented.ts';
import { refuseUnknown } from '../../kernel/refuse-unknown.ts';
import { validation } from './errors.ts';
import { checkPath } from './json-path.ts';
import type { TargetRow } from './state.ts';
import { fill } from './target-input.ts';

/** Where events can go, by the service in the target's ARN. */
const services: readonly string[] = ['lambda', 'sqs', 'sns', 'logs'];

/** @throws ValidationException; NotImplemented for targets and parameters that are not emulated. */
export function readTarget(target: Target): TargetRow {
  refuseUnknown('Targets', target, [
    'Id',
    'Arn',
    'RoleArn',
    'Input',
    'InputPath',
    'InputTransformer',
    'SqsParameters',
    'DeadLetterConfig',
    'RetryPolicy',
  ]);
  const { Id: id = '', Arn: arn = '', RoleArn: roleArn, DeadLetterConfig: deadLetter, RetryPolicy: retry } = target;
  checkTarget(id, arn, target);
  const messageGroupId = target.SqsParameters?.MessageGroupId;
  if (deadLetter?.Arn !== undefined && parseArn(deadLetter.Arn)?.service !== 'sqs')
    throw validation(`Parameter DeadLetterConfig.Arn is not valid. Reason: ${deadLetter.Arn} is not the ARN of a queue.`);
  return {
    id,
    arn,
    ...inputOf(target),
    ...(roleArn === undefined ? {} : { roleArn }),
    ...(messageGroupId === undefined ? {} : { messageGroupId }),
    ...(deadLetter?.Arn === undefined ? {} : { deadLetterArn: deadLetter.Arn }),
    ...(retry?.MaximumRetryAttempts === undefined
      ? {}
      : { maximumRetryAttempts: within('MaximumRetryAttempts', retry.MaximumRetryAttempts, 0, 185) }),
    ...(retry?.MaximumEventAgeInSeconds === undefined
      ? {}
      : { maximumEventAgeSeconds: within('MaximumEventAgeInSeconds', retry.MaximumEventAgeInSeconds, 60, 86_400) }),
  };
}

function checkTarget(id: string, arn: string, target: Target): void {
  const { SqsParameters } = target;
  if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(id))
    throw validation(
      `1 validation error detected: Value '${id}' at 'targets.1.member.id' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+`,
    );
  const parsed = parseArn(arn);
  if (parsed === undefined) throw validation(`Parameter ${arn} is not valid. Reason: Provided Arn is not in correct format.`);
  if (!services.includes(parsed.service)) throw new NotImplemented(`A rule's target of ${parsed.service}`);
  if (parsed.service === 'logs') checkLogGroup(target, parsed.resource);
  refuseUnknown('Targets SqsParameters', SqsParameters, ['MessageGroupId']);
  const isFifo = parsed.service === 'sqs' && parsed.resource.endsWith('.fifo');
  if (isFifo && SqsParameters?.MessageGroupId === undefined)
    throw validation(`Parameter(s) SqsParameters must be specified for target: ${id}.`);
  if (!isFifo && SqsParameters?.MessageGroupId !== undefined) throw validation(`Parameter(s) MessageGroupId not valid for target: ${id}.`);
}

/** A log group gets whole events. */
function checkLogGroup({ Id, Input, InputPath, InputTransformer, RoleArn }: Target, resource: string): void {
  if (!/^log-group:[.\-_/#A-Za-z0-9]+(?::\*)?$/.test(resource)) throw validation(`Parameter ${resource} is not the ARN of a log group.`);
  if (Input !== undefined || InputPath !== undefined || InputTransformer !== undefined)
    throw new NotImplemented('An input of its own for a log group as a target');
  if (RoleArn !== undefined) throw validation(`RoleArn is not supported for target ${Id}.`);
}

function inputOf({ Id, Input, InputPath, InputTransformer }: Target): Pick<TargetRow, 'input' | 'inputPath' | 'transformer'> {
  if ([Input, InputPath, InputTransformer].filter((given) => given !== undefined).length > 1)
    throw validation(`Only one of Input, InputPath, or InputTransformer must be provided for target ${Id}.`);
  if (Input !== undefined) {
    if (!isJson(Input)) throw validation(`Parameter Input is not valid. Reason: JSON syntax error in input for target ${Id}`);
    return { input: Input };
  }
  if (InputPath !== undefined) {
    checkPath(InputPath, 'InputPath');
    return { inputPath: InputPath };
  }
  if (InputTransformer === undefined) return {};
  const { InputPathsMap: paths = {}, InputTemplate: template = '' } = InputTransformer;
  for (const path of Object.values(paths)) checkPath(path, 'InputPathsMap');
  if (!isTemplate(template, paths)) throw validation(`Invalid InputTemplate for target ${Id} : it is neither JSON nor text in quotes.`);
  return { transformer: { paths, template } };
}

/** Filled with anything it must be JSON, or lines of quoted text. */
function isTemplate(template: string, paths: Readonly<Record<string, string>>): boolean {
  const names = Array.from(template.matchAll(/<([\w.-]+)>/g), ([, name = '']) => name);
  if (names.some((name) => !name.startsWith('aws.events.') && paths[name] === undefined)) return false;
  const filled = fill(template, new Map());
  return isJson(filled) || filled.split('\n').every((line) => isJson(line));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (problem) {
    if (problem instanceof SyntaxError) return false;
    throw problem;
  }
}

function within(member: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw validation(`Parameter RetryPolicy.${member} is not valid. Reason: must be between ${least} and ${most}.`);
}
