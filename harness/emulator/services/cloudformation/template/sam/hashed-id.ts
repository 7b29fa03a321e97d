import { createHash } from 'node:crypto';
import { isList, isObject, type Json } from '../json.ts';

/** A logical id whose last ten characters change when `data` does: how SAM makes a new Lambda version for new code. */
export function hashedId(prefix: string, data: Json, knownHash?: string): string {
  if (knownHash !== undefined && knownHash !== '') return `${prefix}${knownHash.slice(0, 10)}`;
  if (isEmpty(data)) return prefix;
  const text = typeof data === 'string' ? data : pythonJson(data);
  return `${prefix}${createHash('sha1').update(text).digest('hex').slice(0, 10)}`;
}

function isEmpty(data: Json): boolean {
  if (isList(data)) return data.length === 0;
  if (isObject(data)) return Object.keys(data).length === 0;
  return data === null || data === '' || data === 0 || data === false;
}

/** As Python's `json.dumps(data, separators=(",", ":"), sort_keys=True)` writes it: SAM hashes that text. */
function pythonJson(value: Json): string {
  if (isList(value)) return `[${value.map(pythonJson).join(',')}]`;
  if (!isObject(value)) return ascii(JSON.stringify(value));
  const members = Object.keys(value)
    .sort()
    .map((key) => `${ascii(JSON.stringify(key))}:${pythonJson(value[key] ?? null)}`);
  return `{${members.join(',')}}`;
}

function ascii(text: string): string {
  return text.replaceAll(/[\u0080-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
