/** A value as JSON has it: what a template is made of. */
export type Json = null | boolean | number | string | JsonList | JsonObject;
export type JsonList = readonly Json[];
export interface JsonObject {
  readonly [key: string]: Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is JsonList {
  return Array.isArray(value);
}

/** CloudFormation writes scalars as their text where a string is wanted: `!Sub "${Port}"` of 80 is "80", true is "true". */
export function scalarText(value: Json): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** Any value in a message. */
export function shown(value: Json | undefined): string {
  return value === undefined ? '' : (scalarText(value) ?? JSON.stringify(value));
}
