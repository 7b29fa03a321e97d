import type { MessageAttributeValue, MessageSystemAttributeValue } from '@aws-sdk/client-sqs';
import { invalidMessageContents, invalidParameterValue, missingParameter } from './errors.ts';
import { attributesBytes, readMessageAttributes } from './message-attributes.ts';
import type { MessageAttributes, QueueRow } from './state.ts';

/** What SendMessage and an entry of SendMessageBatch have in common. */
export interface MessageInput {
  readonly MessageBody?: string | undefined;
  readonly DelaySeconds?: number | undefined;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttributeValue>> | undefined;
  readonly MessageSystemAttributes?: Readonly<Partial<Record<string, MessageSystemAttributeValue>>> | undefined;
  readonly MessageDeduplicationId?: string | undefined;
  readonly MessageGroupId?: string | undefined;
}

export interface CheckedMessage {
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly traceHeader?: string;
  readonly delaySeconds: number;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  /** Of body and attributes. */
  readonly bytes: number;
}

/** @throws AWS's error for what the queue does not take. */
export function checkMessage(queue: QueueRow, input: MessageInput): CheckedMessage {
  const body = checkedBody(input.MessageBody);
  const attributes = readMessageAttributes(input.MessageAttributes);
  const bytes = Buffer.byteLength(body) + attributesBytes(attributes);
  const most = Number(queue.attributes['MaximumMessageSize']);
  if (bytes > most) throw invalidParameterValue(`One or more parameters are invalid. Reason: Message must be shorter than ${most} bytes.`);
  const traceHeader = traceHeaderOf(input.MessageSystemAttributes);
  const groupId = groupOf(queue, input);
  const deduplicationId = checkedId('MessageDeduplicationId', input.MessageDeduplicationId);
  return {
    body,
    attributes,
    bytes,
    delaySeconds: delayOf(queue, input.DelaySeconds),
    ...(traceHeader === undefined ? {} : { traceHeader }),
    ...(groupId === undefined ? {} : { groupId }),
    ...(deduplicationId === undefined ? {} : { deduplicationId }),
  };
}

const isFifo = (queue: QueueRow): boolean => queue.name.endsWith('.fifo');

function checkedBody(body: string | undefined): string {
  if (body === undefined || body === '') throw missingParameter('MessageBody');
  const bad = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.exec(body)?.[0];
  if (bad !== undefined)
    throw invalidMessageContents(
      `Invalid binary character '#x${(bad.codePointAt(0) ?? 0).toString(16).toUpperCase()}' was found in the message body, the set of allowed characters is #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF]`,
    );
  return body;
}

function delayOf(queue: QueueRow, delay: number | undefined): number {
  if (delay === undefined) return Number(queue.attributes['DelaySeconds']);
  const refused = (reason: string) => invalidParameterValue(`Value ${delay} for parameter DelaySeconds is invalid. Reason: ${reason}`);
  if (!Number.isInteger(delay) || delay < 0 || delay > 900) throw refused('DelaySeconds must be >= 0 and <= 900.');
  if (isFifo(queue) && delay > 0) throw refused('The request include parameter that is not valid for this queue type.');
  return delay;
}

function groupOf(queue: QueueRow, { MessageGroupId: given, MessageDeduplicationId: deduplication }: MessageInput): string | undefined {
  const group = checkedId('MessageGroupId', given);
  if (isFifo(queue) && group === undefined) throw missingParameter('MessageGroupId');
  if (!isFifo(queue) && deduplication !== undefined)
    throw invalidParameterValue(
      `Value ${deduplication} for parameter MessageDeduplicationId is invalid. Reason: The request includes a parameter that is not valid for this queue type.`,
    );
  return group;
}

function checkedId(name: string, id: string | undefined): string | undefined {
  if (id === undefined || /^[\w!"#$%&'()*+,\-./:;<=>?@[\\\]^`{|}~]{1,128}$/.test(id)) return id;
  throw invalidParameterValue(
    `Value ${id} for parameter ${name} is invalid. Reason: ${name} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
  );
}

function traceHeaderOf(attributes: MessageInput['MessageSystemAttributes'] = {}): string | undefined {
  const { AWSTraceHeader: header, ...others } = attributes;
  const [other] = Object.keys(others);
  if (other !== undefined) throw invalidParameterValue(`Message system attribute name '${other}' is invalid.`);
  if (header === undefined) return undefined;
  if (header.DataType !== 'String' || header.StringValue === undefined)
    throw invalidParameterValue("The message system attribute 'AWSTraceHeader' must be of the type String.");
  return header.StringValue;
}
