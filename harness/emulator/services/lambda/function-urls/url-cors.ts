import type { HttpRequest, HttpResponse } from '../../../kernel/context.ts';
import type { CorsRow } from '../state.ts';

/** The CORS headers of an answer to this request. Lambda writes its own over the function's. */
export function corsHeaders(cors: CorsRow, { headers }: HttpRequest): Record<string, string> {
  const { origin } = headers;
  if (origin === undefined || !(cors.allowOrigins.includes('*') || cors.allowOrigins.includes(origin))) return {};
  return {
    'access-control-allow-origin': cors.allowOrigins.includes('*') && !cors.allowCredentials ? '*' : origin,
    ...(cors.allowCredentials ? { 'access-control-allow-credentials': 'true' } : {}),
    ...(cors.exposeHeaders.length === 0 ? {} : { 'access-control-expose-headers': cors.exposeHeaders.join(',') }),
    vary: 'Origin',
  };
}

/** The answer to a preflight request, which never reaches the function; undefined for any other. */
export function preflightAnswer(cors: CorsRow, request: HttpRequest): HttpResponse | undefined {
  if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return undefined;
  const allowed = corsHeaders(cors, request);
  if (Object.keys(allowed).length === 0) return { status: 200, headers: {}, body: new Uint8Array() };
  return {
    status: 200,
    headers: {
      ...allowed,
      'access-control-allow-methods': cors.allowMethods.join(','),
      ...(cors.allowHeaders.length === 0 ? {} : { 'access-control-allow-headers': cors.allowHeaders.join(',') }),
      ...(cors.maxAgeSeconds === undefined ? {} : { 'access-control-max-age': String(cors.maxAgeSeconds) }),
    },
    body: new Uint8Array(),
  };
}
