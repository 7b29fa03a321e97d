import { functionCall } from './functions.ts';
import { isList, isObject, type Json } from './json.ts';
import { chosenBranch } from './resolve.ts';

/** A value with every Fn::If replaced by the branch it picks, so that only references in force are left. */
export function applyConditions(value: Json, conditions: ReadonlyMap<string, boolean>): Json {
  const call = functionCall(value);
  if (call?.name === 'Fn::If') return applyConditions(chosenBranch(call.argument, conditions), conditions);
  if (isList(value)) return value.map((item) => applyConditions(item, conditions));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, applyConditions(item, conditions)]));
}
