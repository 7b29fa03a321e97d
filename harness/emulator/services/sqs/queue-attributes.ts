import { parsePolicy } from '../../accounts/policy-document.ts';
import { PolicyProblem } from '../../accounts/policy-problem.ts';
import { NotImplemented } from '../../kernel/not-implemented.ts';
import { invalidAttributeName, invalidAttributeValue, invalidPolicy } from './errors.ts';
import { readRedriveAllowPolicy, readRedrivePolicy } from './redrive-policy.ts';

/** Text in, undefined where the attribute is taken away; throws where the value is not allowed. */
type Rule = (value: string, name: string) => void;

const within =
  (least: number, most: number): Rule =>
  (value, name) => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < least || number > most) throw invalidAttributeValue(name);
  };

const oneOf =
  (...allowed: readonly string[]): Rule =>
  (value, name) => {
    if (!allowed.includes(value)) throw invalidAttributeValue(name);
  };

/** Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
const rules: Readonly<Record<string, Rule>> = {
  DelaySeconds: within(0, 900),
  MaximumMessageSize: within(1024, 1_048_576),
  MessageRetentionPeriod: within(60, 1_209_600),
  ReceiveMessageWaitTimeSeconds: within(0, 20),
  VisibilityTimeout: within(0, 43_200),
  Policy: checkPolicy,
  RedrivePolicy: (value) => void readRedrivePolicy(value),
  RedriveAllowPolicy: (value) => void readRedriveAllowPolicy(value),
  SqsManagedSseEnabled: oneOf('true', 'false'),
  KmsDataKeyReusePeriodSeconds: within(60, 86_400),
  KmsMasterKeyId: (value) => {
    // AWS's own key needs nobody's permission; another would have to be asked of KMS for each message.
    if (value !== 'alias/aws/sqs') throw new NotImplemented(`The queue attribute KmsMasterKeyId ${value}`);
  },
};

const fifoRules: Readonly<Record<string, Rule>> = {
  FifoQueue: oneOf('true'),
  ContentBasedDeduplication: oneOf('true', 'false'),
  DeduplicationScope: oneOf('queue', 'messageGroup'),
  FifoThroughputLimit: oneOf('perQueue', 'perMessageGroupId'),
};

export const settableAttributes: readonly string[] = [...Object.keys(rules), ...Object.keys(fifoRules)];

const defaults: Readonly<Record<string, string>> = {
  DelaySeconds: '0',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
  VisibilityTimeout: '30',
  SqsManagedSseEnabled: 'true',
};

const fifoDefaults: Readonly<Record<string, string>> = {
  ...defaults,
  ContentBasedDeduplication: 'false',
  DeduplicationScope: 'queue',
  FifoThroughputLimit: 'perQueue',
};

export function defaultAttributes(isFifo: boolean): Readonly<Record<string, string>> {
  return isFifo ? fifoDefaults : defaults;
}

/** Attributes with `changes` made. An empty text takes policies and keys away. @throws InvalidAttributeName, InvalidAttributeValue */
export function changedAttributes(
  before: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | undefined>>,
  isFifo: boolean,
): Readonly<Record<string, string>> {
  const after: Record<string, string> = { ...before };
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) continue;
    const rule = rules[name] ?? (isFifo ? fifoRules[name] : undefined);
    if (rule === undefined) throw invalidAttributeName(name);
    if (value === '' && removable.has(name)) {
      delete after[name];
      continue;
    }
    rule(value, name);
    after[name] = value;
  }
  if (after['FifoThroughputLimit'] === 'perMessageGroupId' && after['DeduplicationScope'] !== 'messageGroup')
    throw invalidAttributeValue('FifoThroughputLimit');
  return after;
}

const removable = new Set(['Policy', 'RedrivePolicy', 'RedriveAllowPolicy', 'KmsMasterKeyId']);

function checkPolicy(text: string): void {
  try {
    parsePolicy(text);
  } catch (problem) {
    if (problem instanceof PolicyProblem) throw invalidPolicy(problem.message);
    throw problem;
  }
}
