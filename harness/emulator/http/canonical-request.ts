import { createHash } from 'node:crypto';
import type { HttpRequest } from '../kernel/context.ts';
import type { RequestTarget } from './request-target.ts';
import type { SignatureFields } from './signature-fields.ts';

/** The canonical requests of Signature Version 4 that this request may have been signed as; the first is by far the likeliest. */
export function* canonicalRequests(
  request: HttpRequest,
  target: RequestTarget,
  fields: SignatureFields,
  payloadHash: string,
): Generator<string> {
  const query = canonicalQuery(target.query);
  const headers = fields.signedHeaders.map((name) => `${name}:${canonicalHeader(request.headers[name] ?? '')}\n`).join('');
  for (const path of canonicalPaths(target.rawPath, fields.service)) {
    yield `${request.method}\n${path}\n${query}\n${headers}\n${fields.signedHeaders.join(';')}\n${payloadHash}`;
  }
}

function canonicalHeader(value: string): string {
  return value.trim().replace(/ {2,}/g, ' ');
}

/** S3 encodes each segment once and keeps the path as it is; all others normalise it and encode what is already encoded once more. */
function canonicalPaths(rawPath: string, service: string): readonly string[] {
  if (service === 's3' || service === 's3express') {
    const decodedOnce = rawPath.split('/').map(decodeSegment).map(encodeRfc3986).join('/');
    return decodedOnce === rawPath ? [rawPath] : [decodedOnce, rawPath];
  }
  const twice = normalisePath(rawPath).split('/').map(encodeRfc3986).join('/');
  return twice === rawPath ? [twice] : [twice, rawPath];
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** RFC 3986 dot segments and empty segments go. */
function normalisePath(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  const trailing = path.length > 1 && path.endsWith('/') && kept.length > 0 ? '/' : '';
  return `/${kept.join('/')}${trailing}`;
}

function canonicalQuery(query: RequestTarget['query']): string {
  if (query.length === 0) return '';
  return query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encodeRfc3986(name), encodeRfc3986(value)] as const)
    .toSorted(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Everything but A–Z a–z 0–9 - . _ ~ is percent-encoded. */
export function encodeRfc3986(text: string): string {
  if (/^[\w.~-]*$/.test(text)) return text;
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

export function sha256Hex(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}
