import { parseArn } from '../../accounts/arn.ts';
import { compilePattern } from '../../kernel/event-pattern/compile-pattern.ts';
import { PatternProblem } from '../../kernel/event-pattern/pattern-problem.ts';
import { NotImplemented } from '../../kernel/not-implemented.ts';
import { invalidParameter } from './errors.ts';

/** What SNS takes in filter policies beside exact values. Source: https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html */
export const filterOperators: ReadonlySet<string> = new Set([
  'prefix',
  'suffix',
  'equals-ignore-case',
  'anything-but',
  'numeric',
  'exists',
  'cidr',
]);

/** Attributes with `changes` made; an empty text takes one away. @throws InvalidParameter */
export function changedAttributes(
  before: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const after: Record<string, string> = { ...before };
  for (const [name, value] of Object.entries(changes)) {
    const check = rules[name];
    if (notEmulated.has(name)) throw new NotImplemented(`The subscription attribute ${name}`);
    if (check === undefined) throw invalidParameter('AttributeName');
    if (value === undefined || value === '' || (name === 'FilterPolicy' && value === '{}')) {
      delete after[name];
      continue;
    }
    check(value);
    after[name] = value;
  }
  if (after['FilterPolicy'] !== undefined) checkFilter(after['FilterPolicy'], after['FilterPolicyScope']);
  return after;
}

const notEmulated = new Set(['DeliveryPolicy', 'SubscriptionRoleArn', 'ReplayPolicy']);

const rules: Readonly<Record<string, (value: string) => void>> = {
  RawMessageDelivery: (value) => {
    if (value !== 'true' && value !== 'false')
      throw invalidParameter(`Attributes Reason: RawMessageDelivery: Invalid value [${value}]. Must be true or false.`);
  },
  FilterPolicyScope: (value) => {
    if (value !== 'MessageAttributes' && value !== 'MessageBody')
      throw invalidParameter(`FilterPolicyScope: Invalid value [${value}]. Please use either MessageBody or MessageAttributes`);
  },
  FilterPolicy: () => undefined,
  RedrivePolicy: (value) => void deadLetterArn(value),
};

function checkFilter(text: string, scope: string | undefined): void {
  try {
    compilePattern(text, filterOperators);
    const policy = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const isNested = Object.entries(policy).some(([name, value]) => name !== '$or' && !Array.isArray(value));
    if (scope !== 'MessageBody' && isNested)
      throw invalidParameter('FilterPolicy: Filter policy scope MessageAttributes does not support nested filter policy');
    if (Object.keys(policy).length > 5) throw invalidParameter('FilterPolicy: Filter policy can not have more than 5 keys');
  } catch (problem) {
    if (problem instanceof PatternProblem) throw invalidParameter(`FilterPolicy: ${problem.message.replace(/^.*Reason: /, '')}`);
    throw problem;
  }
}

/** The dead-letter queue of a subscription's redrive policy. */
export function deadLetterArn(redrivePolicy: string): string {
  const arn = targetOf(redrivePolicy);
  if (typeof arn !== 'string' || parseArn(arn)?.service !== 'sqs')
    throw invalidParameter('RedrivePolicy: must be a JSON object with deadLetterTargetArn, the ARN of a queue');
  return arn;
}

function targetOf(text: string): unknown {
  try {
    const policy: unknown = JSON.parse(text);
    return typeof policy === 'object' && policy !== null && 'deadLetterTargetArn' in policy ? policy.deadLetterTargetArn : undefined;
  } catch (problem) {
    if (problem instanceof SyntaxError) return undefined;
    throw problem;
  }
}
