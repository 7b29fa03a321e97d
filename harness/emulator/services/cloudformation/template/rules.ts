import { notEmulated, validationError } from '../errors.ts';
import { functionCall } from './functions.ts';
import { isList, isObject, scalarText, type Json, type JsonObject } from './json.ts';
import { resolve } from './resolve.ts';
import type { ResourceValues, Scope } from './scope.ts';

const noResources: ResourceValues = { ref: () => undefined, attribute: () => undefined };

/** Checks the template's Rules against the parameters: assertions that are made before anything else (CDK's templates have one). */
export function checkRules(rules: JsonObject, scope: Scope): void {
  for (const [name, rule] of Object.entries(rules)) {
    if (!isObject(rule) || !isList(rule['Assertions'])) throw validationError(`Template format error: Rule ${name} must have Assertions.`);
    const condition = rule['RuleCondition'];
    if (condition !== undefined && !holds(condition, scope)) continue;
    for (const assertion of rule['Assertions']) {
      const assert = isObject(assertion) ? assertion['Assert'] : undefined;
      if (assert === undefined) throw validationError(`Template format error: every assertion of rule ${name} must have an Assert.`);
      if (holds(assert, scope)) continue;
      const description = isObject(assertion) ? scalarText(assertion['AssertDescription'] ?? '') : undefined;
      throw validationError(
        `Template error: rule ${name} failed${description === undefined || description === '' ? '' : `: ${description}`}`,
      );
    }
  }
}

function holds(expression: Json, scope: Scope): boolean {
  const call = functionCall(expression);
  const operands = call !== undefined && isList(call.argument) ? call.argument : [];
  const [first = null, second = null] = operands;
  const name = call?.name ?? JSON.stringify(expression);
  switch (name) {
    case 'Fn::And':
      return operands.every((operand) => holds(operand, scope));
    case 'Fn::Or':
      return operands.some((operand) => holds(operand, scope));
    case 'Fn::Not':
      return !holds(first, scope);
    case 'Fn::Equals':
      return textOf(first, scope) === textOf(second, scope);
    case 'Fn::Contains':
      return textsOf(first, scope).includes(textOf(second, scope));
    case 'Fn::EachMemberIn': {
      const allowed = textsOf(second, scope);
      return textsOf(first, scope).every((text) => allowed.includes(text));
    }
    case 'Fn::EachMemberEquals':
      return textsOf(first, scope).every((text) => text === textOf(second, scope));
    default:
      throw notEmulated(`The rule function ${name}`);
  }
}

function textOf(value: Json, scope: Scope): string {
  const resolved = resolve(value, scope, noResources);
  return resolved === undefined ? '' : (scalarText(resolved) ?? JSON.stringify(resolved));
}

function textsOf(value: Json, scope: Scope): readonly string[] {
  const resolved = resolve(value, scope, noResources);
  return isList(resolved) ? resolved.map((item) => scalarText(item) ?? JSON.stringify(item)) : [];
}
