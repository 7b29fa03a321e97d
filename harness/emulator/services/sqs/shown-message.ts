import { createHash } from 'node:crypto';
import type { Message } from '@aws-sdk/client-sqs';
import { md5OfAttributes, shownAttribute, wantedAttributes } from './message-attributes.ts';
import { receiptHandle } from './receipt-handle.ts';
import type { MessageRow } from './state.ts';
import type { TakenMessage } from './take-messages.ts';

export interface WantedOfMessage {
  readonly system: readonly string[];
  readonly attributes: readonly string[];
}

export function shownMessage({ key, row }: TakenMessage, wanted: WantedOfMessage): Message {
  const system = systemAttributes(row, wanted.system);
  const attributes = wantedAttributes(row.attributes, wanted.attributes);
  const md5 = md5OfAttributes(attributes);
  return {
    MessageId: row.id,
    ReceiptHandle: receiptHandle(key, row.receipt),
    MD5OfBody: createHash('md5').update(row.body).digest('hex'),
    Body: row.body,
    ...(Object.keys(system).length === 0 ? {} : { Attributes: system }),
    ...(md5 === undefined
      ? {}
      : {
          MD5OfMessageAttributes: md5,
          MessageAttributes: Object.fromEntries(Object.entries(attributes).map(([name, each]) => [name, shownAttribute(each)])),
        }),
  };
}

function systemAttributes(row: MessageRow, wanted: readonly string[]): Readonly<Record<string, string>> {
  const all: Readonly<Record<string, string | undefined>> = {
    SenderId: row.senderId,
    SentTimestamp: String(row.sentAtMs),
    ApproximateReceiveCount: String(row.receiveCount),
    ApproximateFirstReceiveTimestamp: String(row.firstReceivedAtMs ?? row.sentAtMs),
    AWSTraceHeader: row.traceHeader,
    MessageGroupId: row.groupId,
    MessageDeduplicationId: row.deduplicationId,
    SequenceNumber: row.sequenceNumber,
    DeadLetterQueueSourceArn: row.deadLetterSourceArn,
  };
  const shown = Object.entries(all).filter(([name, value]) => value !== undefined && (wanted.includes('All') || wanted.includes(name)));
  return Object.fromEntries(shown) as Readonly<Record<string, string>>;
}
