import { isList, isObject, type Json } from './json.ts';

/**
 * A plan is made before resources exist: what they will be called is then a mark inside the text, so that Fn::Sub and Fn::Join
 * go on as usual and a value with such a mark in it never equals what is there now.
 */
const mark = '\u0000';

export function unknownValue(logicalId: string, attribute?: string): string {
  return `${mark}${attribute === undefined ? logicalId : `${logicalId}.${attribute}`}${mark}`;
}

export function hasUnknown(value: Json): boolean {
  if (typeof value === 'string') return value.includes(mark);
  if (isList(value)) return value.some(hasUnknown);
  return isObject(value) && Object.values(value).some(hasUnknown);
}
