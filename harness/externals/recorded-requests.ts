import { entriesOf, headersOf, objectAt, RecordingError } from './har.ts';

export interface RecordedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The requests that a HAR file holds, in the order of the exchanges; to which host they went doesn't count. Throws RecordingError. */
export function recordedRequests(har: string): readonly RecordedRequest[] {
  return entriesOf(har).map((entry, index) => {
    const request = objectAt(entry, 'request');
    const { method, url } = request;
    if (typeof method !== 'string' || typeof url !== 'string' || !URL.canParse(url)) {
      throw new RecordingError(`entry ${String(index)} of the recording has no method or url`);
    }
    const { pathname, search } = new URL(url);
    return { method, path: `${pathname}${search}`, headers: headersOf(request, notReplayed), body: bodyOf(request, index) };
  });
}

/** Of the connection that was recorded, or of how its answer was packed on the way. */
const notReplayed = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'host',
  'keep-alive',
  'te',
  'transfer-encoding',
  'upgrade',
]);

function bodyOf(request: Readonly<Record<string, unknown>>, index: number): string {
  const posted = objectAt(request, 'postData');
  const { text, params } = posted;
  if (typeof text === 'string') return text;
  // A form's fields without the text that was sent, or a file: whatever was made of them here would be our own, and no recording.
  if (Array.isArray(params) && params.length > 0)
    throw new RecordingError(`entry ${String(index)} of the recording has a body without its text`);
  return '';
}
