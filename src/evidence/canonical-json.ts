/**
 * JSON in the one form that RFC 8785 (JCS) gives each value: members sorted by UTF-16 code units, no white space,
 * numbers and strings as ECMAScript writes them. Throws on what JSON has no form for: NaN, infinities, undefined, lone surrogates.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return ofNumber(value);
  if (typeof value === 'string') return ofString(value);
  if (typeof value !== 'object') throw new TypeError(`JSON has no form for a value of type ${typeof value}.`);
  return Array.isArray(value) ? ofArray(value) : ofObject(value);
}

function ofNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`JSON has no form for the number ${String(value)}.`);
  return JSON.stringify(value);
}

function ofString(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('JSON has no canonical form for text with half a surrogate pair.');
  return JSON.stringify(value);
}

function ofArray(value: readonly unknown[]): string {
  return `[${value.map(canonicalJson).join(',')}]`;
}

function ofObject(value: object): string {
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${ofString(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
