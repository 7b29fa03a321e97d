import { validationError } from '../errors.ts';
import { functionCall } from './functions.ts';
import { isList, scalarText, type Json, type JsonObject } from './json.ts';
import { resolve } from './resolve.ts';
import type { ResourceValues, Scope } from './scope.ts';

const noResources: ResourceValues = { ref: () => undefined, attribute: () => undefined };

/** The value of each condition of a template. Conditions see parameters, mappings and each other, never resources. */
export function evaluateConditions(conditions: JsonObject, scope: Omit<Scope, 'conditions'>): ReadonlyMap<string, boolean> {
  const values = new Map<string, boolean>();
  const open: string[] = [];
  const valueOf = (name: string): boolean => {
    const known = values.get(name);
    if (known !== undefined) return known;
    const expression = conditions[name];
    if (expression === undefined) {
      throw validationError(`Template format error: Unresolved condition dependency ${name} in the Conditions block of the template`);
    }
    if (open.includes(name)) throw validationError(`Template error: Found circular condition dependency with condition ${name}`);
    open.push(name);
    const value = evaluate(expression, { ...scope, conditions: values }, valueOf);
    open.pop();
    values.set(name, value);
    return value;
  };
  for (const name of Object.keys(conditions)) valueOf(name);
  return values;
}

function evaluate(expression: Json, scope: Scope, valueOf: (name: string) => boolean): boolean {
  const call = functionCall(expression, { condition: true });
  if (call === undefined) throw malformed();
  const operands = (least: number, most: number): readonly Json[] => {
    if (!isList(call.argument) || call.argument.length < least || call.argument.length > most) throw malformed();
    return call.argument;
  };
  switch (call.name) {
    case 'Condition':
      if (typeof call.argument !== 'string') throw malformed();
      return valueOf(call.argument);
    case 'Fn::Equals': {
      const [left, right] = operands(2, 2).map((operand) => comparable(operand, scope));
      return left === right;
    }
    case 'Fn::And':
      return operands(2, 10).every((operand) => evaluate(operand, scope, valueOf));
    case 'Fn::Or':
      return operands(2, 10).some((operand) => evaluate(operand, scope, valueOf));
    case 'Fn::Not':
      return operands(1, 1).every((operand) => !evaluate(operand, scope, valueOf));
    default:
      throw malformed();
  }
}

function comparable(value: Json, scope: Scope): string {
  const resolved = resolve(value, scope, noResources);
  return resolved === undefined ? '' : (scalarText(resolved) ?? JSON.stringify(resolved));
}

function malformed(): Error {
  return validationError('Template format error: Conditions can only be boolean operations on parameters and other conditions');
}
