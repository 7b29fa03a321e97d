import { JsonShapeDeserializer, JsonShapeSerializer } from '@aws-sdk/core/protocols';
import type { DocumentType } from '@smithy/types';
import { AwsError } from '../kernel/aws-error.ts';
import type { MemberModel } from '../schema/structure-model.ts';
import { checkJsonTypes } from './json-types.ts';

type Schema = MemberModel['schema'];

/** Reads and writes JSON by schema. `jsonName` holds in restJson1 only. */
export interface JsonDocuments {
  /** @throws AwsError SerializationException. */
  read(schema: Schema, bytes: Uint8Array): Record<string, unknown>;
  write(schema: Schema, value: unknown): Uint8Array;
}

export function jsonDocuments(jsonName: boolean): JsonDocuments {
  const settings = { jsonName, httpBindings: jsonName, timestampFormat: { useTrait: true, default: 7 } } as const;
  const deserializer = new JsonShapeDeserializer(settings);
  const serializer = new JsonShapeSerializer(settings);
  return {
    read(schema, bytes) {
      const value = parse(bytes);
      if (value === null) throw new AwsError('SerializationException', 'The request body is no JSON object.', 400);
      checkJsonTypes(schema, value, jsonName);
      try {
        return deserializer.readObject(schema, value) as Record<string, unknown>;
      } catch (error) {
        throw new AwsError('SerializationException', error instanceof Error ? error.message : String(error), 400);
      }
    },
    write(schema, value) {
      serializer.write(schema, value);
      return Buffer.from(serializer.flush());
    },
  };
}

function parse(bytes: Uint8Array): DocumentType {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()) as DocumentType;
  } catch {
    throw new AwsError('SerializationException', 'The request body is not well-formed JSON.', 400);
  }
}
