import type { ConditionKeys } from './condition-keys.ts';
import { conditionOperators } from './condition-operators.ts';
import type { ConditionOperator, ValueTest } from './condition-operators.ts';
import type { VariableLookup } from './policy-pattern.ts';
import { PolicyProblem, syntaxErrors } from './policy-problem.ts';
import type { PolicyStatement } from './policy.ts';

/** One compiled test of a statement's Condition: all of them must hold. */
export type ConditionTest = (keys: ConditionKeys, variables: VariableLookup) => boolean;

interface OperatorName {
  readonly operator: ConditionOperator | 'Null';
  readonly quantifier: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly ifExists: boolean;
}

/** `ForAnyValue:StringLikeIfExists` in its parts; undefined where AWS knows no such operator. */
function readOperator(name: string): OperatorName | undefined {
  const [, quantifier, base = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/.exec(name) ?? [];
  const operator = base === 'Null' ? 'Null' : conditionOperators.get(base);
  if (operator === undefined || (operator === 'Null' && (ifExists !== undefined || quantifier !== undefined))) return undefined;
  return { operator, quantifier: quantifier as OperatorName['quantifier'], ifExists: ifExists !== undefined };
}

/** Throws PolicyProblem where an operator is unknown or a value is of no kind that JSON policies have. */
export function checkConditionBlock(block: Readonly<Record<string, unknown>>): void {
  for (const [name, entries] of Object.entries(block)) {
    if (readOperator(name) === undefined || typeof entries !== 'object' || entries === null || Array.isArray(entries)) {
      throw new PolicyProblem(syntaxErrors);
    }
    for (const value of Object.values(entries).flat() as readonly unknown[]) {
      if (!['string', 'number', 'boolean'].includes(typeof value)) throw new PolicyProblem(syntaxErrors);
    }
  }
}

/** `withVariables`: policy variables are replaced, as from version 2012-10-17 on. */
export function compileConditions(condition: PolicyStatement['Condition'], withVariables: boolean): readonly ConditionTest[] {
  return Object.entries(condition ?? {}).flatMap(([name, entries]) =>
    Object.entries(entries).map(([key, value]) => {
      const values = [value].flat().map(String);
      const read = readOperator(name);
      if (read === undefined) throw new PolicyProblem(syntaxErrors);
      return compileTest(read, key.toLowerCase(), values, withVariables);
    }),
  );
}

function compileTest(name: OperatorName, key: string, values: readonly string[], withVariables: boolean): ConditionTest {
  const { operator, quantifier, ifExists } = name;
  if (operator === 'Null') return nullTest(key, values);
  const tests = values.map((value) => operator.compile(value, withVariables));
  const { negated } = operator;
  return (keys, variables) => {
    const present = keys.get(key);
    if (present === undefined || (present.length === 0 && quantifier !== undefined)) {
      return ifExists || quantifier === 'ForAllValues' || (negated && quantifier === undefined);
    }
    const one = (value: string): boolean => matchesAny(tests, value, variables) !== negated;
    // Without a quantifier several values in the request are alternatives for a match, and none may match where it is negated.
    if (quantifier === 'ForAllValues' || (negated && quantifier === undefined)) return present.every(one);
    return present.some(one);
  };
}

function matchesAny(tests: readonly ValueTest[], value: string, variables: VariableLookup): boolean {
  return tests.some((test) => test(value, variables));
}

/** Null "true": the key must be absent. */
function nullTest(key: string, values: readonly string[]): ConditionTest {
  const wanted = new Set(values.map((value) => value.toLowerCase()));
  return (keys) => wanted.has(String((keys.get(key)?.length ?? 0) === 0));
}
