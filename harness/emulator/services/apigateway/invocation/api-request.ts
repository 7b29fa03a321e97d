import type { HttpRequest } from '../../../kernel/context.ts';
import type { ApiRow, StageRow } from '../state.ts';
import type { MatchedRoute } from './match-route.ts';

/** A request to an API with all that was found out about it. */
export interface ApiRequest {
  readonly api: ApiRow;
  readonly account: string;
  readonly stage: StageRow;
  readonly matched: MatchedRoute;
  readonly request: HttpRequest;
  readonly requestId: string;
  readonly now: Date;
}

/** The path as sent, the stage's name included, and the query. */
export function splitUrl(url: string): { readonly rawPath: string; readonly rawQueryString: string } {
  const mark = url.indexOf('?');
  return mark < 0 ? { rawPath: url, rawQueryString: '' } : { rawPath: url.slice(0, mark), rawQueryString: url.slice(mark + 1) };
}

/** AWS's front end speaks TLS only, so a function that sends http callers elsewhere must not see them here either. */
export function forwardedHeaders({ headers, sourceIp }: HttpRequest): Readonly<Record<string, string>> {
  const before = headers['x-forwarded-for'];
  return {
    ...headers,
    'x-forwarded-for': before === undefined ? sourceIp : `${before}, ${sourceIp}`,
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  };
}

/** The body as text, or in base64 where its content type is not one of text. */
export function eventBody({ body, headers }: HttpRequest): { readonly body?: string; readonly isBase64Encoded: boolean } {
  if (body.byteLength === 0) return { isBase64Encoded: false };
  const isText = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml)\b|application\/javascript\b)/i.test(headers['content-type'] ?? '');
  return { body: Buffer.from(body).toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
}

/** `12/Mar/2020:19:03:58 +0000` */
export function clfTime(at: Date): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+) GMT$/.exec(at.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}
