import { PutEvents$ } from '@aws-sdk/client-eventbridge';
import type { PutEventsResponse } from '@aws-sdk/client-eventbridge';
import { Invoke$ } from '@aws-sdk/client-lambda';
import { Publish$ } from '@aws-sdk/client-sns';
import { SendMessage$ } from '@aws-sdk/client-sqs';
import { parseArn } from '../../accounts/arn.ts';
import type { Principal } from '../../accounts/principal.ts';
import type { ServiceHost } from '../../kernel/context.ts';

export interface TargetMessage {
  readonly body: string;
  /** Text attributes, by name, for queues and topics. */
  readonly attributes?: Readonly<Record<string, { readonly DataType: 'String' | 'Number'; readonly StringValue: string }>>;
  /** What EventBridge is told beside. */
  readonly event: { readonly detailType: string; readonly resources: readonly string[] };
}

/** Hands a message to a queue, topic, function or event bus as `as`. @throws what that service answers. */
export async function sendToTarget(host: ServiceHost, targetArn: string, message: TargetMessage, as: Principal): Promise<void> {
  const arn = parseArn(targetArn);
  if (arn === undefined) throw new Error(`${targetArn} is no ARN.`);
  const options = { as, region: arn.region };
  const { body, attributes = {}, event } = message;
  switch (arn.service) {
    case 'sqs': {
      const QueueUrl = `${host.endpoint}/${arn.account}/${arn.resource}`;
      await host.call(SendMessage$, { QueueUrl, MessageBody: body, MessageAttributes: attributes }, options);
      return;
    }
    case 'sns':
      await host.call(Publish$, { TopicArn: targetArn, Message: body, MessageAttributes: attributes }, options);
      return;
    case 'lambda':
      await host.call(Invoke$, { FunctionName: targetArn, InvocationType: 'Event', Payload: Buffer.from(body) }, options);
      return;
    case 'events': {
      const entry = { Source: 'lambda', DetailType: event.detailType, Resources: event.resources, Detail: body, EventBusName: targetArn };
      const { Entries: [answer] = [] } = await host.call<PutEventsResponse>(PutEvents$, { Entries: [entry] }, options);
      if (answer?.ErrorCode !== undefined) throw new Error(`${answer.ErrorCode}: ${answer.ErrorMessage}`);
      return;
    }
    default:
      throw new Error(`Lambda sends nothing to ${targetArn}.`);
  }
}
