import { parseArn } from '../../accounts/arn.ts';
import { invalidParameterValue } from './errors.ts';
import type { FoundQueue } from './find-queue.ts';

export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

/** @throws InvalidParameterValue with AWS's reason. */
export function readRedrivePolicy(text: string): RedrivePolicy {
  const refuse = (reason: string) => invalidParameterValue(`Value ${text} for parameter RedrivePolicy is invalid. Reason: ${reason}`);
  const value = jsonObject(text);
  if (value === undefined) throw refuse('Redrive policy is not a valid JSON map.');
  const { deadLetterTargetArn: arn, maxReceiveCount } = value;
  if (arn === undefined) throw refuse('Redrive policy does not contain mandatory attribute: deadLetterTargetArn.');
  if (maxReceiveCount === undefined) throw refuse('Redrive policy does not contain mandatory attribute: maxReceiveCount.');
  const count = Number(maxReceiveCount);
  if (!Number.isInteger(count) || count < 1 || count > 1000)
    throw refuse('Invalid value for maxReceiveCount: must be an integer from 1 to 1000.');
  if (typeof arn !== 'string' || parseArn(arn)?.service !== 'sqs') throw refuse('Invalid value for deadLetterTargetArn.');
  return { deadLetterTargetArn: arn, maxReceiveCount: count };
}

export interface RedriveAllowPolicy {
  readonly redrivePermission: 'allowAll' | 'denyAll' | 'byQueue';
  readonly sourceQueueArns: readonly string[];
}

export function readRedriveAllowPolicy(text: string): RedriveAllowPolicy {
  const refuse = () => invalidParameterValue(`Value ${text} for parameter RedriveAllowPolicy is invalid.`);
  const value = jsonObject(text);
  if (value === undefined) throw refuse();
  const { redrivePermission: permission, sourceQueueArns: arns } = value;
  if (permission !== 'allowAll' && permission !== 'denyAll' && permission !== 'byQueue') throw refuse();
  const listed = Array.isArray(arns) ? arns.filter((arn): arn is string => typeof arn === 'string') : [];
  if (listed.length > 10 || listed.length > 0 !== (permission === 'byQueue')) throw refuse();
  return { redrivePermission: permission, sourceQueueArns: listed };
}

/** @throws InvalidParameterValue where `target` is no dead-letter queue that `source` may use. */
export function checkRedriveTarget(
  text: string,
  source: { readonly arn: string; readonly isFifo: boolean },
  target: FoundQueue | undefined,
): void {
  const refuse = (reason: string) => invalidParameterValue(`Value ${text} for parameter RedrivePolicy is invalid. Reason: ${reason}`);
  if (target === undefined) throw refuse('Dead letter target does not exist.');
  if (target.queue.name.endsWith('.fifo') !== source.isFifo) throw refuse('Dead-letter queue must be same type of queue as the source.');
  const allow = target.queue.attributes['RedriveAllowPolicy'];
  const { redrivePermission, sourceQueueArns }: RedriveAllowPolicy =
    allow === undefined ? { redrivePermission: 'allowAll', sourceQueueArns: [] } : readRedriveAllowPolicy(allow);
  if (redrivePermission === 'denyAll' || (redrivePermission === 'byQueue' && !sourceQueueArns.includes(source.arn)))
    throw refuse('Queue not allowed to use the specified dead letter target as its redrive policy target.');
}

function jsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch (problem) {
    if (problem instanceof SyntaxError) return undefined;
    throw problem;
  }
}
