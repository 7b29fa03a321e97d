import { functionCall } from '../functions.ts';
import { isList, isObject, scalarText, type Json, type JsonObject } from '../json.ts';

/** Values that are known when a template is transformed: of its parameters, AWS::Region and AWS::Partition. */
export type KnownValues = ReadonlyMap<string, Json>;

/** Replaces references to known values, also those inside Fn::Sub; all other functions stay as they are, as SAM leaves them. */
export function resolveParameterRefs(value: Json, known: KnownValues): Json {
  const call = functionCall(value);
  if (call?.name === 'Ref' && typeof call.argument === 'string') return known.get(call.argument) ?? value;
  if (call?.name === 'Fn::Sub') return { 'Fn::Sub': resolveSub(call.argument, known) };
  if (isList(value)) return value.map((item) => resolveParameterRefs(item, known));
  return isObject(value) ? mapMembers(value, (item) => resolveParameterRefs(item, known)) : value;
}

function resolveSub(argument: Json, known: KnownValues): Json {
  if (typeof argument === 'string') return fill(argument, known);
  if (!isList(argument)) return argument;
  const [text, ...rest] = argument;
  const others = rest.map((item) => resolveParameterRefs(item, known));
  return [typeof text === 'string' ? fill(text, known) : (text ?? null), ...others];
}

function fill(text: string, known: KnownValues): string {
  return text.replaceAll(/\$\{([A-Za-z0-9:]+)\}/g, (whole, name: string) => {
    const value = known.get(name);
    return (value === undefined ? undefined : scalarText(value)) ?? whole;
  });
}

function mapMembers(value: JsonObject, map: (item: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, map(item)]));
}
