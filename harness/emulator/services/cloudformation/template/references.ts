import { functionCall } from './functions.ts';
import { isList, isObject, type Json } from './json.ts';
import { subPieces } from './sub.ts';

/** What a value of a template points at. Names may be parameters, pseudo parameters or resources. */
export type Reference =
  | { readonly kind: 'ref'; readonly name: string }
  | { readonly kind: 'attribute'; readonly name: string; readonly attribute: string }
  | { readonly kind: 'import'; readonly value: Json };

/** All references in `value`, those in both branches of an Fn::If too: CloudFormation checks both. */
export function referencesIn(value: Json): readonly Reference[] {
  const call = functionCall(value);
  if (call !== undefined) return referencesOfCall(call.name, call.argument);
  if (isList(value)) return value.flatMap(referencesIn);
  return isObject(value) ? Object.values(value).flatMap(referencesIn) : [];
}

function referencesOfCall(name: string, argument: Json): readonly Reference[] {
  if (name === 'Ref') return typeof argument === 'string' ? [{ kind: 'ref', name: argument }] : [];
  if (name === 'Fn::GetAtt') return getAttReference(argument);
  if (name === 'Fn::ImportValue') return [{ kind: 'import', value: argument }, ...referencesIn(argument)];
  if (name === 'Fn::Sub') return subReferences(argument);
  if (name === 'Fn::If' && isList(argument)) return argument.slice(1).flatMap(referencesIn);
  return referencesIn(argument);
}

/** `[Logical, Attribute]` or `"Logical.Attribute"`; the attribute itself may be a Ref. */
export function getAttParts(argument: Json): { readonly name: string; readonly attribute: Json } | undefined {
  if (typeof argument === 'string') {
    const dot = argument.indexOf('.');
    return dot < 0 ? undefined : { name: argument.slice(0, dot), attribute: argument.slice(dot + 1) };
  }
  if (!isList(argument)) return undefined;
  const [name, ...path] = argument;
  if (typeof name !== 'string' || path.length === 0) return undefined;
  const text = path.every((part) => typeof part === 'string') ? path.join('.') : undefined;
  return { name, attribute: text ?? path[0] ?? null };
}

function getAttReference(argument: Json): readonly Reference[] {
  const parts = getAttParts(argument);
  if (parts === undefined) return [];
  const attribute = typeof parts.attribute === 'string' ? parts.attribute : '';
  return [{ kind: 'attribute', name: parts.name, attribute }, ...referencesIn(parts.attribute)];
}

function subReferences(argument: Json): readonly Reference[] {
  const [text, variables] = isList(argument) ? argument : [argument, undefined];
  if (typeof text !== 'string') return [];
  const own = isObject(variables) ? variables : {};
  const named = subPieces(text).flatMap((piece): Reference[] => {
    if (piece.kind === 'text' || piece.name in own) return [];
    const dot = piece.name.indexOf('.');
    if (dot < 0) return [{ kind: 'ref', name: piece.name }];
    return [{ kind: 'attribute', name: piece.name.slice(0, dot), attribute: piece.name.slice(dot + 1) }];
  });
  return [...named, ...Object.values(own).flatMap(referencesIn)];
}
