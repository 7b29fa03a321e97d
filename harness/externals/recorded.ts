import type { Answer } from './answer.ts';

/** A file of recorded exchanges that can't be used. One sentence. */
export class RecordingError extends Error {}

/** The answers that a HAR file (HTTP Archive 1.2, as browsers and proxies save it) holds, by method and path, in the order of the exchanges. */
export function recordedAnswers(har: string): readonly Answer[] {
  const entries = entriesOf(parsed(har));
  return entries.map((entry, index) => {
    const request = objectAt(entry, 'request');
    const response = objectAt(entry, 'response');
    const { method, url } = request;
    const { status } = response;
    if (typeof method !== 'string' || typeof url !== 'string' || !URL.canParse(url) || typeof status !== 'number') {
      throw new RecordingError(`entry ${String(index)} of the recording has no method, url or status`);
    }
    return { method, path: new URL(url).pathname, status, headers: headersOf(response), body: bodyOf(response), latencyMs: 0, fault: null };
  });
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectAt(value: unknown, key: string): JsonObject {
  const found = isObject(value) ? value[key] : undefined;
  return isObject(found) ? found : {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) throw new RecordingError('the recording is not JSON');
    throw error;
  }
}

function entriesOf(har: unknown): readonly unknown[] {
  const { entries } = objectAt(har, 'log');
  if (!Array.isArray(entries) || entries.length === 0) throw new RecordingError('the recording holds no log.entries');
  return entries as readonly unknown[];
}

/** What belongs to the connection that was recorded, and not to the answer. */
const notReplayed = new Set(['connection', 'content-encoding', 'content-length', 'date', 'keep-alive', 'transfer-encoding', 'set-cookie']);

function headersOf({ headers }: JsonObject): Readonly<Record<string, string>> {
  if (!Array.isArray(headers)) return {};
  const pairs = headers.flatMap((header: unknown): readonly (readonly [string, string])[] => {
    if (!isObject(header) || typeof header['name'] !== 'string' || typeof header['value'] !== 'string') return [];
    const name = header['name'].toLowerCase();
    return name.startsWith(':') || notReplayed.has(name) ? [] : [[name, header['value']]];
  });
  return Object.fromEntries(pairs);
}

function bodyOf(response: JsonObject): string | null {
  const { text, encoding } = objectAt(response, 'content');
  if (typeof text !== 'string') return null;
  return encoding === 'base64' ? Buffer.from(text, 'base64').toString('utf8') : text;
}
