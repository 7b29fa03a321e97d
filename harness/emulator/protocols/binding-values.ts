import { FromStringShapeDeserializer, ToStringShapeSerializer } from '@smithy/core/protocols';
import { AwsError } from '../kernel/aws-error.ts';
import type { MemberModel } from '../schema/structure-model.ts';

/** Values in headers, labels and query parameters: HTTP dates in headers, ISO 8601 elsewhere, unless the schema says otherwise. */
const settings = { httpBindings: true, timestampFormat: { useTrait: true, default: 7 } } as const;
const fromString = new FromStringShapeDeserializer(settings);
const toString = new ToStringShapeSerializer(settings);

type Schema = MemberModel['schema'];

export function readBinding(schema: Schema, text: string): unknown {
  if (schema.isStringSchema() && schema.getMergedTraits().mediaType === undefined) return text;
  try {
    const value: unknown = fromString.read(schema, text);
    if (typeof value === 'number' && Number.isNaN(value) && text !== 'NaN') throw unreadable(schema, text);
    return value;
  } catch (error) {
    throw error instanceof AwsError ? error : unreadable(schema, text);
  }
}

function unreadable(schema: Schema, text: string): AwsError {
  return new AwsError('InvalidArgument', `The value ${JSON.stringify(text)} of ${schema.getMemberName()} can't be read.`, 400);
}

export function writeBinding(schema: Schema, value: unknown): string {
  if (typeof value === 'string' && schema.getMergedTraits().mediaType === undefined) return value;
  toString.write(schema, value);
  return toString.flush();
}
