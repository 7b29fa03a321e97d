import { FromStringShapeDeserializer } from '@smithy/core/protocols';
import { AwsError } from '../kernel/aws-error.ts';
import type { MemberModel } from '../schema/structure-model.ts';

const deserializer = new FromStringShapeDeserializer({ httpBindings: false, timestampFormat: { useTrait: true, default: 5 } });

/**
 * A simple value of a Query parameter.
 * @throws AwsError MalformedInput, as AWS answers for a number that is none.
 */
export function readQueryText(schema: MemberModel['schema'], text: string): unknown {
  if (schema.isStringSchema()) return text;
  if (schema.isBooleanSchema() && text !== 'true' && text !== 'false') throw malformed(schema, text);
  try {
    const value: unknown = deserializer.read(schema, text);
    if (typeof value !== 'number' || !Number.isNaN(value) || text === 'NaN') return value;
  } catch {
    throw malformed(schema, text);
  }
  throw malformed(schema, text);
}

function malformed(schema: MemberModel['schema'], text: string): AwsError {
  return new AwsError('MalformedInput', `The value ${JSON.stringify(text)} of ${schema.getMemberName()} can't be read.`, 400);
}
