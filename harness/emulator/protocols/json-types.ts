import { AwsError } from '../kernel/aws-error.ts';
import { structureModel } from '../schema/structure-model.ts';
import type { MemberModel } from '../schema/structure-model.ts';

type Schema = MemberModel['schema'];

/**
 * Checks that a JSON value has the types of its schema, which the SDK's deserializer, made for answers, takes on trust.
 * @throws AwsError SerializationException, as AWS's JSON services answer.
 */
export function checkJsonTypes(schema: Schema, value: unknown, jsonName: boolean): void {
  if (value === null || value === undefined || schema.isDocumentSchema()) return;
  if (schema.isStructSchema()) checkStructure(schema, value, jsonName);
  else if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw mismatch('a list', value);
    const member = schema.getValueSchema();
    for (const item of value) checkJsonTypes(member, item, jsonName);
  } else if (schema.isMapSchema()) {
    if (!isObject(value)) throw mismatch('a map', value);
    const member = schema.getValueSchema();
    for (const item of Object.values(value)) checkJsonTypes(member, item, jsonName);
  } else checkSimple(schema, value);
}

function checkStructure(schema: Schema, value: unknown, jsonName: boolean): void {
  if (!isObject(value)) throw mismatch('a structure', value);
  for (const member of structureModel(schema).members) {
    const key = jsonName ? (member.schema.getMergedTraits().jsonName ?? member.name) : member.name;
    checkJsonTypes(member.schema, value[key], jsonName);
  }
}

function checkSimple(schema: Schema, value: unknown): void {
  if ((schema.isStringSchema() || schema.isBlobSchema()) && typeof value !== 'string') throw mismatch('a string', value);
  if (schema.isBooleanSchema() && typeof value !== 'boolean') throw mismatch('a boolean', value);
  if (schema.isNumericSchema() && typeof value !== 'number' && !nonFinite.has(value)) throw mismatch('a number', value);
}

/** Numbers that JSON has no literal for. */
const nonFinite = new Set<unknown>(['NaN', 'Infinity', '-Infinity']);

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mismatch(expected: string, value: unknown): AwsError {
  const found = Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
  return new AwsError('SerializationException', `Expected ${expected}, found ${found}.`, 400);
}
