export type Data = Readonly<Record<string, unknown>>;

/** The value where it is a map, else an empty one: what isn't there breaks no rule. */
export function asMap(value: unknown): Data {
  return isMap(value) ? value : {};
}

export function isMap(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** AWS's documents take one where a list is meant. */
export function asList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

/** '' where it is no text and no number. */
export function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
