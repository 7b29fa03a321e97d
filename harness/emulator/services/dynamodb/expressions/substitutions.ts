import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { AwsError } from '../../../kernel/aws-error.ts';
import { validation } from '../errors.ts';
import { checkName, readValue } from '../values/read-value.ts';
import type { Value } from '../values/value.ts';

/** ExpressionAttributeNames and ExpressionAttributeValues of a request, and which of them its expressions have used. */
export interface Substitutions {
  name(placeholder: string): string | undefined;
  value(placeholder: string): Value | undefined;
  /** @throws AwsError where one of them is in no expression. */
  checkAllUsed(): void;
}

export function readSubstitutions(
  names: Readonly<Record<string, string>> | undefined,
  values: Readonly<Record<string, AttributeValue>> | undefined,
): Substitutions {
  const knownNames = new Map(Object.entries(names ?? {}));
  const knownValues = readValues(values);
  if (names !== undefined) checkKeys('ExpressionAttributeNames', /^#[0-9A-Za-z_]+$/, knownNames.keys());
  for (const name of knownNames.values()) checkName(name);
  const used = new Set<string>();
  function look<Found>(known: ReadonlyMap<string, Found>, placeholder: string): Found | undefined {
    used.add(placeholder);
    return known.get(placeholder);
  }
  return {
    name: (placeholder) => look(knownNames, placeholder),
    value: (placeholder) => look(knownValues, placeholder),
    checkAllUsed() {
      checkUsed('ExpressionAttributeNames', knownNames, used);
      checkUsed('ExpressionAttributeValues', knownValues, used);
    },
  };
}

function readValues(values: Readonly<Record<string, AttributeValue>> | undefined): ReadonlyMap<string, Value> {
  if (values === undefined) return new Map();
  checkKeys('ExpressionAttributeValues', /^:[0-9A-Za-z_]+$/, Object.keys(values));
  return new Map(Object.entries(values).map(([key, value]) => [key, valueOf(key, value)]));
}

function valueOf(key: string, value: AttributeValue): Value {
  try {
    return readValue(value);
  } catch (problem) {
    if (!(problem instanceof AwsError)) throw problem;
    throw validation(`ExpressionAttributeValues contains invalid value: ${problem.message} for key ${key}`);
  }
}

function checkKeys(parameter: string, pattern: RegExp, keys: Iterable<string>): void {
  const all = [...keys];
  if (all.length === 0) throw validation(`${parameter} must not be empty`);
  const wrong = all.find((key) => !pattern.test(key));
  if (wrong !== undefined) throw validation(`${parameter} contains invalid key: Syntax error; key: "${wrong}"`);
}

function checkUsed(parameter: string, known: ReadonlyMap<string, unknown>, used: ReadonlySet<string>): void {
  const unused = [...known.keys()].filter((key) => !used.has(key));
  if (unused.length > 0) throw validation(`Value provided in ${parameter} unused in expressions: keys: {${unused.join(', ')}}`);
}
