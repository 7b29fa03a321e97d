import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { invalidParameter, validation } from '../errors.ts';
import { canonical } from './decimal.ts';
import { valueTypes } from './value.ts';
import type { Item, Value, ValueType } from './value.ts';

/** How deep lists and maps may stand in each other. */
const deepest = 32;

/** Checks a value of a request and brings it into the form that is stored. @throws AwsError ValidationException. */
export function readValue(value: AttributeValue, depth = 0): Value {
  const given = Object.entries(value).filter(([type, content]) => content !== undefined && content !== null && isType(type));
  const [first, second] = given;
  if (second !== undefined)
    throw validation('Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes');
  if (first === undefined) throw validation('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
  if (depth > deepest) throw validation('Nesting Levels have exceeded supported limits');
  return readTyped(value, depth);
}

export function readItem(item: Readonly<Record<string, AttributeValue>>): Item {
  return readMembers(item, 0);
}

function readMembers(item: Readonly<Record<string, AttributeValue>>, depth: number): Item {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [checkName(name), readValue(value, depth)]));
}

/** Also names behind a placeholder are checked. @throws AwsError ValidationException. */
export function checkName(name: string): string {
  if (name === '') throw invalidParameter('Empty attribute name');
  // Most names are short: their bytes need no counting.
  if (name.length > 20_000 && Buffer.byteLength(name) > 65_535)
    throw invalidParameter('Attribute name is too large, must be less than 65536 bytes');
  return name;
}

function isType(type: string): type is ValueType {
  return (valueTypes as readonly string[]).includes(type);
}

function readTyped(value: AttributeValue, depth: number): Value {
  if (value.S !== undefined) return { S: value.S };
  if (value.N !== undefined) return { N: canonical(value.N) };
  if (value.B !== undefined) return { B: base64(value.B) };
  if (value.BOOL !== undefined) return { BOOL: value.BOOL };
  if (value.L !== undefined) return { L: value.L.map((each) => readValue(each, depth + 1)) };
  if (value.M !== undefined) return { M: readMembers(value.M, depth + 1) };
  if (value.NULL === undefined) return readSet(value);
  if (!value.NULL) throw invalidParameter('Null attribute value types must have the value of true');
  return { NULL: true };
}

function readSet(value: AttributeValue): Value {
  if (value.SS !== undefined) return { SS: withoutDuplicates(value.SS, 'An string set  may not be empty', `[${value.SS.join(', ')}]`) };
  if (value.NS !== undefined) {
    const numbers = value.NS.map(canonical);
    if (numbers.length > 0 && hasDuplicates(numbers)) throw validation('Input collection contains duplicates');
    return { NS: withoutDuplicates(numbers, 'An number set  may not be empty', '') };
  }
  const members = (value.BS ?? []).map(base64);
  return { BS: withoutDuplicates(members, 'Binary sets should not be empty', `[${members.join(', ')}]of type BS`) };
}

function withoutDuplicates(members: readonly string[], ifEmpty: string, shown: string): readonly string[] {
  if (members.length === 0) throw invalidParameter(ifEmpty);
  if (hasDuplicates(members)) throw invalidParameter(`Input collection ${shown} contains duplicates.`);
  return members;
}

function hasDuplicates(members: readonly string[]): boolean {
  return new Set(members).size < members.length;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
