/** Whether a place in a JSON document is one of the pointers (RFC 6901), whose `*` stands for any place in a list or key. */
export function isMasked(pointer: string, masks: readonly string[]): boolean {
  return masks.some((mask) => matches(mask.split('/'), pointer.split('/')));
}

function matches(mask: readonly string[], pointer: readonly string[]): boolean {
  return mask.length === pointer.length && mask.every((token, index) => token === '*' || token === pointer[index]);
}

/** A key as a pointer's token. */
export function token(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The JSON that a body is; undefined where it is none. */
export function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Each text at one of the pointers, by its own. */
export function textsAt(value: unknown, masks: readonly string[], pointer = ''): ReadonlyMap<string, string> {
  if (typeof value === 'string') return new Map(isMasked(pointer, masks) ? [[pointer, value]] : []);
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(Object.entries(value).flatMap(([key, each]) => [...textsAt(each, masks, `${pointer}/${token(key)}`)]));
}
