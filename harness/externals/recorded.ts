import type { Answer } from './answer.ts';
import { entriesOf, headersOf, type JsonObject, objectAt, RecordingError } from './har.ts';

/** The answers that a HAR file holds, by method and path, in the order of the exchanges. Throws RecordingError. */
export function recordedAnswers(har: string): readonly Answer[] {
  return entriesOf(har).map((entry, index) => {
    const request = objectAt(entry, 'request');
    const response = objectAt(entry, 'response');
    const { method, url } = request;
    const { status } = response;
    if (typeof method !== 'string' || typeof url !== 'string' || !URL.canParse(url) || typeof status !== 'number') {
      throw new RecordingError(`entry ${String(index)} of the recording has no method, url or status`);
    }
    const path = new URL(url).pathname;
    return { method, path, status, headers: headersOf(response, notReplayed), body: bodyOf(response), latencyMs: 0, fault: null };
  });
}

/** What belongs to the connection that was recorded, and not to the answer. */
const notReplayed = new Set(['connection', 'content-encoding', 'content-length', 'date', 'keep-alive', 'transfer-encoding', 'set-cookie']);

function bodyOf(response: JsonObject): string | null {
  const { text, encoding } = objectAt(response, 'content');
  if (typeof text !== 'string') return null;
  return encoding === 'base64' ? Buffer.from(text, 'base64').toString('utf8') : text;
}
