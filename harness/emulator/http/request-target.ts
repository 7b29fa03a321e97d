/** Path and query of a request, as sent and decoded. */
export interface RequestTarget {
  /** As sent, still percent-encoded. */
  readonly rawPath: string;
  /** Decoded, in order. A parameter without `=` has the value ''. */
  readonly query: readonly (readonly [name: string, value: string])[];
}

export function requestTarget(url: string): RequestTarget {
  const mark = url.indexOf('?');
  if (mark < 0) return { rawPath: url, query: [] };
  return { rawPath: url.slice(0, mark), query: parseQuery(url.slice(mark + 1)) };
}

function parseQuery(text: string): readonly (readonly [string, string])[] {
  return text
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      return equals < 0 ? [decodeQueryPart(part), ''] : [decodeQueryPart(part.slice(0, equals)), decodeQueryPart(part.slice(equals + 1))];
    });
}

function decodeQueryPart(text: string): string {
  return decodePercent(text.includes('+') ? text.replaceAll('+', ' ') : text);
}

/** Percent-decoding that leaves what is no valid encoding as it stands. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
