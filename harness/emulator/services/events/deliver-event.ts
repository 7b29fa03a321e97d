import { SendMessage$ } from '@aws-sdk/client-sqs';
import type { Principal } from '../../accounts/principal.ts';
import type { Partition } from '../../accounts/state.ts';
import { parseArn } from '../../accounts/arn.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { ServiceHost } from '../../kernel/context.ts';
import type { DeliveryOutcome, Parcel } from '../../kernel/outbox.ts';
import type { EventsParcel } from './events-parcel.ts';
import { queueUrlOf, sendToTarget } from './send-to-target.ts';
import { targetPrincipal } from './target-principal.ts';

/**
 * Brings an event to one target, as events.amazonaws.com on behalf of the rule or as the target's role. What the target refuses goes to its
 * dead-letter queue at once; what fails is tried again for a day, 185 times at most, or as its retry policy says.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-event-delivery.html
 */
export async function deliverEvent(
  host: ServiceHost,
  partition: Partition,
  { item, attempts, acceptedAtMs }: Parcel<EventsParcel>,
): Promise<DeliveryOutcome<EventsParcel>> {
  const { target, rule } = item;
  const service: Principal = { kind: 'service', account: partition.account, service: 'events.amazonaws.com', sourceArn: rule.arn };
  const problem = await refusalOf(async () => {
    await sendToTarget(host, item, await targetPrincipal(host, service, target, partition.region));
  });
  if (problem === undefined) return { kind: 'through' };
  const { maximumRetryAttempts = 185, maximumEventAgeSeconds = 86_400 } = target;
  const afterMs = Math.min(1000 * 2 ** attempts, 600_000);
  const isOld = host.now().getTime() + afterMs - acceptedAtMs > maximumEventAgeSeconds * 1000;
  if (isWorthRetrying(problem) && attempts < maximumRetryAttempts && !isOld) return { kind: 'again', afterMs };
  const why = isOld ? 'MaximumEventAgeInSeconds' : 'MaximumRetryAttempts';
  const lost = target.deadLetterArn === undefined ? true : (await toDeadLetters(host, service, item, problem, attempts, why)) !== undefined;
  host.trace({
    at: host.now().toISOString(),
    kind: 'delivery-failed',
    service: 'events',
    wants: [],
    account: partition.account,
    rule: rule.arn,
    target: target.arn,
    eventId: item.event.id,
    lost,
    reason: `${problem.code}: ${problem.message}`,
  });
  return { kind: 'through' };
}

/** Permissions and targets that are not there don't mend themselves. */
function isWorthRetrying({ httpStatus, code }: AwsError): boolean {
  return httpStatus >= 500 || httpStatus === 429 || /Throttl|TooManyRequests/.test(code);
}

async function refusalOf(act: () => Promise<void>): Promise<AwsError | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}

/** Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
async function toDeadLetters(
  host: ServiceHost,
  as: Principal,
  { event, target, rule }: EventsParcel,
  problem: AwsError,
  attempts: number,
  why: string,
): Promise<AwsError | undefined> {
  const arn = target.deadLetterArn ?? '';
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  const MessageAttributes = {
    ERROR_CODE: text(errorCodeOf(problem)),
    ERROR_MESSAGE: text(problem.message === '' ? problem.code : problem.message),
    RULE_ARN: text(rule.arn),
    TARGET_ARN: text(target.arn),
    ...(isWorthRetrying(problem)
      ? { EXHAUSTED_RETRY_CONDITION: text(why), RETRY_ATTEMPTS: { DataType: 'Number', StringValue: String(attempts) } }
      : {}),
  };
  const input = { QueueUrl: queueUrlOf(host, arn), MessageBody: JSON.stringify(event), MessageAttributes };
  const { region = '' } = parseArn(arn) ?? {};
  return refusalOf(async () => {
    await host.call(SendMessage$, input, { as, region });
  });
}

/** EventBridge's own codes. */
function errorCodeOf({ code }: AwsError): string {
  if (/AccessDenied/.test(code)) return 'NO_PERMISSIONS';
  return /NotFound|DoesNotExist|NonExistent/.test(code) ? 'NO_RESOURCE' : 'SDK_CLIENT_ERROR';
}
