import { CreateLogStream$, PutLogEvents$ } from '@aws-sdk/client-cloudwatch-logs';
import { Invoke$ } from '@aws-sdk/client-lambda';
import { Publish$ } from '@aws-sdk/client-sns';
import { SendMessage$ } from '@aws-sdk/client-sqs';
import { parseArn } from '../../accounts/arn.ts';
import type { Principal } from '../../accounts/principal.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { ServiceHost } from '../../kernel/context.ts';
import type { EventsParcel } from './events-parcel.ts';
import type { EventRecord } from './state.ts';
import { targetInput } from './target-input.ts';

export function queueUrlOf({ endpoint }: Pick<ServiceHost, 'endpoint'>, queueArn: string): string {
  const { account = '', resource = '' } = parseArn(queueArn) ?? {};
  return `${endpoint}/${account}/${resource}`;
}

/** @throws what the target's service answers. */
export async function sendToTarget(host: ServiceHost, { event, target, rule, ingestedAt }: EventsParcel, as: Principal): Promise<void> {
  const text = targetInput(target, event, rule, ingestedAt);
  const { service = '', region = '' } = parseArn(target.arn) ?? {};
  const options = { as, region };
  switch (service) {
    case 'lambda':
      await host.call(Invoke$, { FunctionName: target.arn, InvocationType: 'Event', Payload: Buffer.from(text) }, options);
      return;
    case 'sqs': {
      const { messageGroupId } = target;
      // The event's id keeps one that is delivered twice apart from others, as a FIFO queue demands.
      const fifo = messageGroupId === undefined ? {} : { MessageGroupId: messageGroupId, MessageDeduplicationId: event.id };
      await host.call(SendMessage$, { QueueUrl: queueUrlOf(host, target.arn), MessageBody: text, ...fifo }, options);
      return;
    }
    case 'sns':
      await host.call(Publish$, { TopicArn: target.arn, Message: text }, options);
      return;
    case 'logs':
      await writeLog(host, target.arn, event, as);
      return;
    default:
      throw new Error(`A rule has the target ${target.arn}, which PutTargets refuses.`);
  }
}

/** Each event has a stream of its own, under which it is found once however often it is delivered. */
async function writeLog(host: ServiceHost, groupArn: string, event: EventRecord, as: Principal): Promise<void> {
  const { account = '', region = '', resource = '' } = parseArn(groupArn) ?? {};
  const place = { logGroupName: resource.split(':')[1], logStreamName: event.id };
  const options = { as, account, region };
  try {
    await host.call(CreateLogStream$, place, options);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'ResourceAlreadyExistsException') throw error;
  }
  const logEvents = [{ timestamp: host.now().getTime(), message: JSON.stringify(event) }];
  await host.call(PutLogEvents$, { ...place, logEvents }, options);
}
