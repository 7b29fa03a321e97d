import { validationError } from '../errors.ts';
import { functionCall, type FunctionCall } from './functions.ts';
import { findInMap, join, select, split } from './list-functions.ts';
import { isList, isObject, scalarText, type Json } from './json.ts';
import { getAttParts } from './references.ts';
import { pseudoParameter, type ResourceValues, type Scope } from './scope.ts';
import { subPieces } from './sub.ts';

/** Resolves all functions in a value. `undefined` is AWS::NoValue: the member or item is left out. */
export function resolve(value: Json, scope: Scope, resources: ResourceValues): Json | undefined {
  const call = functionCall(value);
  if (call !== undefined) return resolveCall(call, scope, resources);
  if (isList(value)) {
    return value.flatMap((item) => {
      const resolved = resolve(item, scope, resources);
      return resolved === undefined ? [] : [resolved];
    });
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value).flatMap(([key, item]) => {
    const resolved = resolve(item, scope, resources);
    return resolved === undefined ? [] : [[key, resolved] as const];
  });
  return Object.fromEntries(members);
}

function resolveCall({ name, argument }: FunctionCall, scope: Scope, resources: ResourceValues): Json | undefined {
  const inner = (part: Json | undefined): Json => {
    const resolved = part === undefined ? undefined : resolve(part, scope, resources);
    if (resolved === undefined) throw validationError(`Template error: every ${name} object must have all of its arguments.`);
    return resolved;
  };
  switch (name) {
    case 'Ref':
      return resolveRef(argument, scope, resources);
    case 'Fn::GetAtt':
      return resolveGetAtt(argument, inner, resources);
    case 'Fn::Sub':
      return resolveSub(argument, inner, scope, resources);
    case 'Fn::If':
      return resolveIf(argument, scope, resources);
    case 'Fn::Join':
      return join(inner(argument));
    case 'Fn::Select':
      return select(inner(argument));
    case 'Fn::Split':
      return split(inner(argument));
    case 'Fn::FindInMap':
      return findInMap(inner(argument), scope.mappings);
    case 'Fn::Base64':
      return Buffer.from(wantText(inner(argument), name)).toString('base64');
    case 'Fn::GetAZs':
      return ['a', 'b', 'c'].map((zone) => `${wantText(inner(argument), name) || scope.region}${zone}`);
    case 'Fn::ImportValue':
      return importValue(wantText(inner(argument), name), scope);
    default:
      throw validationError(`Template error: ${name} can be used in the Conditions block of the template only.`);
  }
}

function wantText(value: Json, name: string): string {
  const text = scalarText(value);
  if (text === undefined) throw validationError(`Template error: every ${name} object must have a String-typed value.`);
  return text;
}

function resolveRef(argument: Json, scope: Scope, resources: ResourceValues): Json | undefined {
  if (typeof argument !== 'string') throw validationError('Template error: every Ref object must have a single String value.');
  if (argument === 'AWS::NoValue') return undefined;
  const found = pseudoParameter(argument, scope) ?? scope.parameters.get(argument) ?? resources.ref(argument);
  if (found === undefined) throw unresolved(argument);
  return found;
}

function unresolved(name: string): Error {
  return validationError(`Template format error: Unresolved resource dependencies [${name}] in the Resources block of the template`);
}

function resolveGetAtt(argument: Json, inner: (part: Json) => Json, resources: ResourceValues): Json {
  const parts = getAttParts(argument);
  if (parts === undefined) {
    throw validationError(
      'Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute',
    );
  }
  const attribute = wantText(inner(parts.attribute), 'Fn::GetAtt');
  const found = resources.attribute(parts.name, attribute);
  if (found === undefined) throw unresolved(parts.name);
  return found;
}

function resolveSub(argument: Json, inner: (part: Json) => Json, scope: Scope, resources: ResourceValues): string {
  const [text, variables] = isList(argument) ? argument : [argument, {}];
  if (typeof text !== 'string' || !isObject(variables)) {
    throw validationError(
      "Template error: One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and an optional second argument to specify a mapping of values to replace in the string",
    );
  }
  const value = (name: string): Json | undefined => {
    const own = variables[name];
    if (own !== undefined) return inner(own);
    const dot = name.indexOf('.');
    return dot < 0 ? resolveRef(name, scope, resources) : resources.attribute(name.slice(0, dot), name.slice(dot + 1));
  };
  return subPieces(text)
    .map((piece) => (piece.kind === 'text' ? piece.text : substituted(piece.name, value(piece.name))))
    .join('');
}

function substituted(name: string, value: Json | undefined): string {
  const text = value === undefined ? undefined : scalarText(value);
  if (text === undefined) throw validationError(`Template error: variable ${name} in Fn::Sub expression does not resolve to a string`);
  return text;
}

function resolveIf(argument: Json, scope: Scope, resources: ResourceValues): Json | undefined {
  return resolve(chosenBranch(argument, scope.conditions), scope, resources);
}

/** The branch of an Fn::If that its condition picks. */
export function chosenBranch(argument: Json, conditions: ReadonlyMap<string, boolean>): Json {
  const [name, whenTrue, whenFalse, ...more] = isList(argument) ? argument : [];
  if (typeof name !== 'string' || whenTrue === undefined || whenFalse === undefined || more.length > 0) {
    throw validationError('Template error: Fn::If requires a list argument with three elements');
  }
  const value = conditions.get(name);
  if (value === undefined) {
    throw validationError(`Template format error: Unresolved condition dependency ${name} in the Resources block of the template`);
  }
  return value ? whenTrue : whenFalse;
}

function importValue(name: string, scope: Scope): string {
  const value = scope.importValue(name);
  if (value === undefined) throw validationError(`No export named ${name} found.`);
  return value;
}
