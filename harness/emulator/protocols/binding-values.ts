import { ToStringShapeSerializer } from '@smithy/core/protocols';
import { parseEpochTimestamp, parseRfc3339DateTimeWithOffset, parseRfc7231DateTime, splitEvery, splitHeader } from '@smithy/core/serde';
import { AwsError } from '../kernel/aws-error.ts';
import type { MemberModel } from '../schema/structure-model.ts';

type Schema = MemberModel['schema'];

/** Headers carry HTTP dates, labels and query parameters ISO 8601, unless the schema says otherwise. */
export type BindingPlace = 'header' | 'url';

/**
 * Reads a value from a header, label or query parameter. A list is read from a header only.
 * @throws AwsError where the text is none of the schema's type.
 */
export function readBinding(schema: Schema, text: string, place: BindingPlace): unknown {
  if (schema.isStringSchema()) return place === 'header' && schema.getMergedTraits().mediaType !== undefined ? fromBase64(text) : text;
  if (schema.isListSchema()) {
    const item = schema.getValueSchema();
    const texts = item.isTimestampSchema() && formatOf(item, place) === httpDate ? splitEvery(text, ',', 2) : splitHeader(text);
    return texts.map((part) => readBinding(item, part.trim(), place));
  }
  const value = readSimple(schema, text, place);
  if (value === undefined) {
    throw new AwsError('InvalidArgument', `The value ${JSON.stringify(text)} of ${schema.getMemberName()} can't be read.`, 400);
  }
  return value;
}

function readSimple(schema: Schema, text: string, place: BindingPlace): unknown {
  if (schema.isNumericSchema()) {
    const value = Number(text);
    return text.trim() === '' || (Number.isNaN(value) && text !== 'NaN') ? undefined : value;
  }
  if (schema.isBooleanSchema()) return booleans[text.toLowerCase()];
  return schema.isTimestampSchema() ? readTimestamp(schema, text, place) : text;
}

const booleans: Readonly<Record<string, boolean>> = { true: true, false: false };

const dateTime = 5;
const httpDate = 6;
const epochSeconds = 7;

function formatOf(schema: Schema, place: BindingPlace): number {
  const own: unknown = schema.getSchema();
  if (own === dateTime || own === httpDate || own === epochSeconds) return own;
  return place === 'header' ? httpDate : dateTime;
}

function readTimestamp(schema: Schema, text: string, place: BindingPlace): Date | undefined {
  const read = { [dateTime]: parseRfc3339DateTimeWithOffset, [httpDate]: parseRfc7231DateTime, [epochSeconds]: parseEpochTimestamp }[
    formatOf(schema, place)
  ];
  try {
    return read?.(text);
  } catch {
    return undefined;
  }
}

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString();
}

const toString = new ToStringShapeSerializer({ httpBindings: true, timestampFormat: { useTrait: true, default: httpDate } });

/** Writes a value into a header. */
export function writeBinding(schema: Schema, value: unknown): string {
  if (typeof value === 'string' && schema.getMergedTraits().mediaType === undefined) return value;
  toString.write(schema, value);
  return toString.flush();
}
