import type { ConditionKeys } from './condition-keys.ts';
import { compileConditions } from './condition.ts';
import type { ConditionTest } from './condition.ts';
import { compilePattern } from './policy-pattern.ts';
import type { Pattern, VariableLookup } from './policy-pattern.ts';
import { compilePrincipal } from './policy-principal.ts';
import type { Naming } from './policy-principal.ts';
import type { PolicyDocument, PolicyStatement } from './policy.ts';
import type { Principal } from './principal.ts';

/** What a statement is asked about. */
export interface StatementQuestion {
  readonly action: string;
  readonly resource: string;
  readonly keys: ConditionKeys;
  readonly variables: VariableLookup;
}

export interface CompiledStatement {
  readonly effect: 'Allow' | 'Deny';
  /** Whether action, resource and conditions are met. */
  applies(question: StatementQuestion): boolean;
  /** How Principal or NotPrincipal names the caller; only resource policies have them. */
  naming(principal: Principal): Naming;
}

const compiled = new WeakMap<PolicyDocument, readonly CompiledStatement[]>();

/** A policy's statements, ready to be asked. Compiled once for each document object; `parsePolicy` gives one object for one text. */
export function compilePolicy(document: PolicyDocument): readonly CompiledStatement[] {
  const known = compiled.get(document);
  if (known !== undefined) return known;
  // Before version 2012-10-17, also where there is no Version, ${aws:username} is plain text.
  const withVariables = document.Version === '2012-10-17';
  const statements = document.Statement.map((statement) => compileStatement(statement, withVariables));
  compiled.set(document, statements);
  return statements;
}

function compileStatement(statement: PolicyStatement, withVariables: boolean): CompiledStatement {
  const action = compileAction(statement);
  const resource = compileResource(statement, withVariables);
  const conditions: readonly ConditionTest[] = compileConditions(statement.Condition, withVariables);
  return {
    effect: statement.Effect,
    naming: compilePrincipal(statement),
    applies: (question) => action(question) && resource(question) && conditions.every((holds) => holds(question.keys, question.variables)),
  };
}

type Test = (question: StatementQuestion) => boolean;

/** Actions are compared without case. A statement without Action and NotAction does nothing. */
function compileAction(statement: PolicyStatement): Test {
  const { Action, NotAction } = statement;
  const patterns = compileAll(Action ?? NotAction ?? [], { wildcards: true, variables: false, ignoreCase: true });
  if (Action !== undefined) return ({ action, variables }) => anyMatches(patterns, action, variables);
  return ({ action, variables }) => NotAction !== undefined && !anyMatches(patterns, action, variables);
}

/** A trust policy has no Resource: it is about the role that it belongs to. */
function compileResource(statement: PolicyStatement, withVariables: boolean): Test {
  const { Resource, NotResource } = statement;
  const patterns = compileAll(Resource ?? NotResource ?? [], { wildcards: true, variables: withVariables });
  if (Resource !== undefined) return ({ resource, variables }) => anyMatches(patterns, resource, variables);
  return ({ resource, variables }) => NotResource === undefined || !anyMatches(patterns, resource, variables);
}

function compileAll(sources: string | readonly string[], options: Parameters<typeof compilePattern>[1]): readonly Pattern[] {
  return [sources].flat().map((source) => compilePattern(source, options));
}

function anyMatches(patterns: readonly Pattern[], text: string, variables: VariableLookup): boolean {
  return patterns.some((pattern) => pattern.matches(text, variables));
}
