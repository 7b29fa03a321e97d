import type { HttpRequest, HttpResponse } from '../../../kernel/context.ts';
import type { CorsRow } from '../state.ts';

/** The CORS headers of an answer to this request: API Gateway's own, whatever the function says. */
export function corsHeaders(cors: CorsRow, { headers }: HttpRequest): Readonly<Record<string, string>> {
  const { origin } = headers;
  if (origin === undefined || !cors.allowOrigins.some((allowed) => allows(allowed, origin))) return {};
  return {
    'access-control-allow-origin': cors.allowOrigins.includes('*') ? '*' : origin,
    ...(cors.allowCredentials ? { 'access-control-allow-credentials': 'true' } : {}),
    ...(cors.exposeHeaders.length === 0 ? {} : { 'access-control-expose-headers': cors.exposeHeaders.join(',') }),
  };
}

function allows(allowed: string, origin: string): boolean {
  if (allowed === '*' || allowed === origin) return true;
  return (allowed === 'https://*' && origin.startsWith('https://')) || (allowed === 'http://*' && origin.startsWith('http://'));
}

/** The answer to a preflight request, which never reaches a route; undefined for any other. */
export function preflightAnswer(cors: CorsRow, request: HttpRequest): HttpResponse | undefined {
  const { method, headers } = request;
  if (method !== 'OPTIONS' || headers['origin'] === undefined || headers['access-control-request-method'] === undefined) return undefined;
  const allowed = corsHeaders(cors, request);
  if (Object.keys(allowed).length === 0) return { status: 204, headers: {}, body: new Uint8Array() };
  return {
    status: 204,
    headers: {
      ...allowed,
      ...(cors.allowMethods.length === 0 ? {} : { 'access-control-allow-methods': cors.allowMethods.join(',') }),
      ...(cors.allowHeaders.length === 0 ? {} : { 'access-control-allow-headers': cors.allowHeaders.join(',') }),
      ...(cors.maxAgeSeconds === undefined ? {} : { 'access-control-max-age': String(cors.maxAgeSeconds) }),
    },
    body: new Uint8Array(),
  };
}

/** An answer less the CORS headers that the function gave it. */
export function withoutCors({ headers, ...answer }: HttpResponse): HttpResponse {
  const kept = Object.entries(headers).filter(([name]) => !name.startsWith('access-control-'));
  return { ...answer, headers: Object.fromEntries(kept) };
}
