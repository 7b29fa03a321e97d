import { createHash } from 'node:crypto';
import type { MessageAttributeValue } from '@aws-sdk/client-sqs';
import { invalidParameterValue } from './errors.ts';
import type { MessageAttributeRow, MessageAttributes } from './state.ts';

const nameRules = /^(?!aws\.|amazon\.)(?!.*\.\.)(?!\.)[\w.-]{1,256}(?<!\.)$/i;

/** @throws InvalidParameterValue for names, types and values that SQS does not take. */
export function readMessageAttributes(attributes: Readonly<Record<string, MessageAttributeValue>> = {}): MessageAttributes {
  const names = Object.keys(attributes);
  if (names.length > 10) throw invalidParameterValue(`Number of message attributes [${names.length}] exceeds the allowed maximum [10].`);
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, readAttribute(name, value)]));
}

function readAttribute(name: string, value: MessageAttributeValue): MessageAttributeRow {
  const { DataType: type = '', StringValue: text, BinaryValue: bytes } = value;
  if (!nameRules.test(name)) throw invalidParameterValue(`The message attribute name '${name}' is invalid.`);
  if (value.StringListValues !== undefined || value.BinaryListValues !== undefined)
    throw invalidParameterValue(`Message attribute list values in SendMessage operation are not supported.`);
  const [kind] = type.split('.');
  if (type.length > 256 || (kind !== 'String' && kind !== 'Number' && kind !== 'Binary'))
    throw invalidParameterValue(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  const empty = `The message attribute '${name}' must contain a non-empty message attribute value for message attribute type '${type}'.`;
  if (kind === 'Binary') {
    if (bytes === undefined || bytes.byteLength === 0) throw invalidParameterValue(empty);
    return { type, value: Buffer.from(bytes).toString('base64') };
  }
  if (text === undefined || text === '') throw invalidParameterValue(empty);
  if (kind === 'Number' && !/^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(text))
    throw invalidParameterValue(`Can't cast the value of message attribute '${name}' to a number.`);
  return { type, value: text };
}

export function shownAttribute({ type, value }: MessageAttributeRow): MessageAttributeValue {
  return type.startsWith('Binary') ? { DataType: type, BinaryValue: Buffer.from(value, 'base64') } : { DataType: type, StringValue: value };
}

/** Names, types and values count towards a message's size. */
export function attributesBytes(attributes: MessageAttributes): number {
  return Object.entries(attributes).reduce((sum, [name, row]) => sum + Buffer.byteLength(name + row.type) + valueBytes(row).byteLength, 0);
}

/**
 * The digest that clients check.
 * Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
 */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  if (names.length === 0) return undefined;
  const hash = createHash('md5');
  const addCounted = (bytes: Uint8Array): void => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.byteLength);
    hash.update(length).update(bytes);
  };
  for (const name of names) {
    const row = attributes[name];
    if (row === undefined) continue;
    addCounted(Buffer.from(name));
    addCounted(Buffer.from(row.type));
    hash.update(Buffer.from([row.type.startsWith('Binary') ? 2 : 1]));
    addCounted(valueBytes(row));
  }
  return hash.digest('hex');
}

function valueBytes({ type, value }: MessageAttributeRow): Buffer {
  return Buffer.from(value, type.startsWith('Binary') ? 'base64' : 'utf8');
}

/** Attributes that a ReceiveMessage asks for: `All`, `.*`, names, or prefixes as `foo.*`. */
export function wantedAttributes(attributes: MessageAttributes, names: readonly string[]): MessageAttributes {
  const isWanted = (name: string): boolean =>
    names.some((wanted) => wanted === 'All' || wanted === name || (wanted.endsWith('.*') && name.startsWith(wanted.slice(0, -2))));
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => isWanted(name)));
}
