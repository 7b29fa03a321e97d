import type { MessageAttributeValue } from '@aws-sdk/client-sns';
import { NotImplemented } from '../../kernel/not-implemented.ts';
import { invalidParameter } from './errors.ts';
import type { AttributeRow, TopicMessage } from './topic-message.ts';

/** What Publish and an entry of PublishBatch have in common. */
export interface MessageInput {
  readonly Message?: string | undefined;
  readonly Subject?: string | undefined;
  readonly MessageStructure?: string | undefined;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttributeValue>> | undefined;
  readonly MessageGroupId?: string | undefined;
  readonly MessageDeduplicationId?: string | undefined;
}

const maxBytes = 262_144;

/** @throws InvalidParameter */
export function readMessage(input: MessageInput): Pick<TopicMessage, 'message' | 'subject' | 'perProtocol' | 'attributes'> {
  const { Message: text = '', Subject: subject, MessageStructure: structure } = input;
  if (text === '') throw invalidParameter('Empty message');
  if (input.MessageGroupId !== undefined) throw new NotImplemented('The parameter MessageGroupId of Publish');
  if (input.MessageDeduplicationId !== undefined)
    throw invalidParameter(
      'MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type',
    );
  if (subject !== undefined && (subject.length > 100 || !/^[!-~][ -~]*$/.test(subject))) throw invalidParameter('Subject');
  if (structure !== undefined && structure !== 'json') throw invalidParameter('MessageStructure');
  const attributes = readAttributes(input.MessageAttributes);
  if (messageBytes(text, attributes) > maxBytes) throw invalidParameter('Message too long');
  const perProtocol = structure === undefined ? undefined : readStructure(text);
  return {
    message: perProtocol?.['default'] ?? text,
    ...(perProtocol === undefined ? {} : { perProtocol }),
    ...(subject === undefined ? {} : { subject }),
    attributes,
  };
}

export function messageBytes(text: string, attributes: Readonly<Record<string, AttributeRow>>): number {
  return Object.entries(attributes).reduce(
    (sum, [name, { type, value }]) => sum + Buffer.byteLength(name + type + value),
    Buffer.byteLength(text),
  );
}

function readStructure(text: string): Readonly<Record<string, string>> {
  const refused = (why: string) => invalidParameter(`Message Structure - ${why}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (problem) {
    if (problem instanceof SyntaxError) throw refused('JSON message body failed to parse');
    throw problem;
  }
  if (typeof value !== 'object' || value === null) throw refused('JSON message body failed to parse');
  const texts = Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  if (texts['default'] === undefined) throw refused('No default entry in JSON message body');
  return texts;
}

function readAttributes(attributes: Readonly<Record<string, MessageAttributeValue>> = {}): Readonly<Record<string, AttributeRow>> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, readAttribute(name, value)]));
}

function readAttribute(name: string, { DataType: type = '', StringValue: text, BinaryValue: bytes }: MessageAttributeValue): AttributeRow {
  const [kind] = type.split('.');
  if (kind !== 'String' && kind !== 'Number' && kind !== 'Binary')
    throw invalidParameter(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  const value = kind === 'Binary' ? (bytes === undefined ? undefined : Buffer.from(bytes).toString('base64')) : text;
  if (value === undefined || value === '')
    throw invalidParameter(
      `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${type}'.`,
    );
  return { type, value };
}
