import { Invoke$ } from '@aws-sdk/client-lambda';
import { Publish$ } from '@aws-sdk/client-sns';
import { SendMessage$ } from '@aws-sdk/client-sqs';
import { parseArn } from '../../accounts/arn.ts';
import type { Principal } from '../../accounts/principal.ts';
import type { ServiceHost } from '../../kernel/context.ts';
import type { EventsParcel } from './events-parcel.ts';
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
    default:
      throw new Error(`A rule has the target ${target.arn}, which PutTargets refuses.`);
  }
}
