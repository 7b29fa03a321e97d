import type { HttpResponse } from '../../../kernel/context.ts';

/**
 * What a function's result means over HTTP, undefined where AWS answers 502 for it. A result without `statusCode` is the body itself.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-response-payload
 */
export function urlResponse(payload: Uint8Array): HttpResponse | undefined {
  const text = Buffer.from(payload).toString('utf8');
  const result = parsed(text);
  if (result === undefined) return undefined;
  if (!isStructured(result.value)) {
    const body = typeof result.value === 'string' ? result.value : text;
    return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) };
  }
  const { statusCode, headers = {}, cookies, body = '', isBase64Encoded = false } = result.value;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599 || typeof headers !== 'object') return undefined;
  const bytes = bodyBytes(body, isBase64Encoded === true);
  if (bytes === undefined) return undefined;
  return { status, headers: headerLines(headers as Record<string, unknown> | null, cookies), body: bytes };
}

interface StructuredResult {
  readonly statusCode: unknown;
  readonly headers?: unknown;
  readonly cookies?: unknown;
  readonly body?: unknown;
  readonly isBase64Encoded?: unknown;
}

function isStructured(value: unknown): value is StructuredResult {
  return typeof value === 'object' && value !== null && 'statusCode' in value;
}

function bodyBytes(body: unknown, isBase64: boolean): Uint8Array | undefined {
  if (body === null) return new Uint8Array();
  if (typeof body === 'string') return Buffer.from(body, isBase64 ? 'base64' : 'utf8');
  return undefined;
}

function headerLines(headers: Record<string, unknown> | null, cookies: unknown): HttpResponse['headers'] {
  const lines: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') lines[name.toLowerCase()] = String(value);
  }
  lines['content-type'] ??= 'application/json';
  if (Array.isArray(cookies) && cookies.length > 0) lines['set-cookie'] = cookies.map(String);
  return lines;
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
