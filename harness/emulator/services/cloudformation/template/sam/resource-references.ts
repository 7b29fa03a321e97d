import { functionCall } from '../functions.ts';
import { isList, isObject, type Json } from '../json.ts';

/** Replaces `<Function>.Alias`, `<Function>.Version` and the like in Ref, Fn::GetAtt and Fn::Sub by the logical ids that SAM gave them. */
export function resolveReferences(value: Json, references: ReadonlyMap<string, string>): Json {
  const call = functionCall(value);
  if (call?.name === 'Ref' && typeof call.argument === 'string') return { Ref: references.get(call.argument) ?? call.argument };
  if (call?.name === 'Fn::GetAtt') return { 'Fn::GetAtt': resolveGetAtt(call.argument, references) };
  if (call?.name === 'Fn::Sub') return { 'Fn::Sub': resolveSub(call.argument, references) };
  if (isList(value)) return value.map((item) => resolveReferences(item, references));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolveReferences(item, references)]));
}

function resolveGetAtt(argument: Json, references: ReadonlyMap<string, string>): Json {
  const parts = isList(argument) ? argument : typeof argument === 'string' ? [argument] : undefined;
  if (parts === undefined || !parts.every((part) => typeof part === 'string')) return argument;
  const [logicalId = '', property = '', ...attribute] = parts.join('.').split('.');
  const resolved = references.get(`${logicalId}.${property}`);
  return resolved === undefined || attribute.length === 0 ? argument : [resolved, attribute.join('.')];
}

function resolveSub(argument: Json, references: ReadonlyMap<string, string>): Json {
  if (typeof argument === 'string') return fill(argument, references);
  if (!isList(argument)) return argument;
  const [text = '', ...rest] = argument;
  return [typeof text === 'string' ? fill(text, references) : text, ...rest.map((item) => resolveReferences(item, references))];
}

function fill(text: string, references: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\$\{([A-Za-z0-9]+\.[A-Za-z0-9]+)((?:\.[A-Za-z0-9.]+)?)\}/g, (whole, name: string, rest: string) => {
    const resolved = references.get(name);
    return resolved === undefined ? whole : `\${${resolved}${rest}}`;
  });
}
