import type { HttpResponse } from '../../../kernel/context.ts';

/**
 * What a function's result means over HTTP; undefined where it is no answer. In format 2.0 a result without `statusCode` is itself the body of a
 * 200; in 1.0 it is a mistake.
 */
export function proxyResponse(payload: Uint8Array, format: '1.0' | '2.0'): HttpResponse | undefined {
  const text = Buffer.from(payload).toString('utf8');
  const result = parsed(text);
  if (result === undefined) return undefined;
  if (!isStructured(result.value)) return format === '1.0' ? undefined : plain(typeof result.value === 'string' ? result.value : text);
  const { statusCode, headers, multiValueHeaders, cookies, body = '', isBase64Encoded } = result.value;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined;
  if (body !== null && typeof body !== 'string') return undefined;
  const lines = { ...headerLines(headers), ...(format === '1.0' ? headerLines(multiValueHeaders) : {}) };
  if (format === '2.0' && Array.isArray(cookies) && cookies.length > 0) lines['set-cookie'] = cookies.map(String);
  lines['content-type'] ??= format === '1.0' ? 'text/plain; charset=utf-8' : 'application/json';
  return { status, headers: lines, body: Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8') };
}

interface StructuredResult {
  readonly statusCode: unknown;
  readonly headers?: unknown;
  readonly multiValueHeaders?: unknown;
  readonly cookies?: unknown;
  readonly body?: unknown;
  readonly isBase64Encoded?: unknown;
}

function isStructured(value: unknown): value is StructuredResult {
  return typeof value === 'object' && value !== null && 'statusCode' in value;
}

function plain(body: string): HttpResponse {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) };
}

function headerLines(headers: unknown): Record<string, string | readonly string[]> {
  const lines: Record<string, string | readonly string[]> = {};
  if (typeof headers !== 'object' || headers === null) return lines;
  for (const [name, value] of Object.entries(headers)) {
    if (Array.isArray(value)) lines[name.toLowerCase()] = value.map(String);
    else if (['string', 'number', 'boolean'].includes(typeof value)) lines[name.toLowerCase()] = String(value);
  }
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
