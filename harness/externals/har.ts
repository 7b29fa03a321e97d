/** A file of recorded exchanges that can't be used. One sentence. */
export class RecordingError extends Error {}

export type JsonObject = Readonly<Record<string, unknown>>;

/** The exchanges of a HAR file (HTTP Archive 1.2, as browsers and proxies save it), in their order. Throws RecordingError. */
export function entriesOf(har: string): readonly unknown[] {
  const { entries } = objectAt(parsed(har), 'log');
  if (!Array.isArray(entries) || entries.length === 0) throw new RecordingError('the recording holds no log.entries');
  return entries as readonly unknown[];
}

/** What `value` has as `key`; empty where that is no object. */
export function objectAt(value: unknown, key: string): JsonObject {
  const found = isObject(value) ? value[key] : undefined;
  return isObject(found) ? found : {};
}

/** HTTP/2's own (`:method`) and those of `without` left out; names in lower case. */
export function headersOf({ headers }: JsonObject, without: ReadonlySet<string>): Readonly<Record<string, string>> {
  if (!Array.isArray(headers)) return {};
  const pairs = headers.flatMap((header: unknown): readonly (readonly [string, string])[] => {
    if (!isObject(header) || typeof header['name'] !== 'string' || typeof header['value'] !== 'string') return [];
    const name = header['name'].toLowerCase();
    return name.startsWith(':') || without.has(name) ? [] : [[name, header['value']]];
  });
  return Object.fromEntries(pairs);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) throw new RecordingError('the recording is not JSON');
    throw error;
  }
}
