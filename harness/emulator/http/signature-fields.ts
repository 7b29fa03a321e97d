import type { HttpRequest } from '../kernel/context.ts';
import type { RequestTarget } from './request-target.ts';

/** What a request says of its own Signature Version 4. */
export interface SignatureFields {
  /** In the Authorization header, or in the query of a presigned URL. */
  readonly place: 'header' | 'query';
  readonly accessKeyId: string;
  /** yyyymmdd of the credential scope. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** Lower-case names, as signed. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** yyyymmddThhmmssZ. Empty where the request has none. */
  readonly timestamp: string;
  readonly sessionToken: string | undefined;
  /** Presigned URLs only. */
  readonly expiresSeconds: number | undefined;
}

/** Undefined for a request without a signature; `malformed` where it has something that is none. */
export function signatureFields(request: HttpRequest, target: RequestTarget): SignatureFields | 'malformed' | undefined {
  const { authorization } = request.headers;
  if (authorization !== undefined) return inHeader(authorization, request.headers);
  return target.query.some(([name]) => name === 'X-Amz-Signature' || name === 'X-Amz-Algorithm') ? inQuery(target.query) : undefined;
}

function inHeader(authorization: string, headers: Readonly<Record<string, string>>): SignatureFields | 'malformed' {
  const fields =
    /^AWS4-HMAC-SHA256\s+Credential=(?<credential>[^,\s]+),\s*SignedHeaders=(?<signed>[^,\s]+),\s*Signature=(?<signature>[0-9a-f]{64})\s*$/i.exec(
      authorization,
    )?.groups;
  const scope = credentialScope(fields?.['credential'] ?? '');
  if (fields === undefined || scope === undefined) return 'malformed';
  return {
    place: 'header',
    ...scope,
    signedHeaders: (fields['signed'] ?? '').split(';'),
    signature: fields['signature'] ?? '',
    timestamp: headers['x-amz-date'] ?? compactDate(headers['date']),
    sessionToken: headers['x-amz-security-token'],
    expiresSeconds: undefined,
  };
}

function inQuery(query: RequestTarget['query']): SignatureFields | 'malformed' {
  const of = (wanted: string): string | undefined => query.find(([name]) => name === wanted)?.[1];
  const scope = credentialScope(of('X-Amz-Credential') ?? '');
  const signature = of('X-Amz-Signature');
  const expires = of('X-Amz-Expires');
  if (scope === undefined || signature === undefined || of('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256') return 'malformed';
  return {
    place: 'query',
    ...scope,
    signedHeaders: (of('X-Amz-SignedHeaders') ?? '').split(';'),
    signature,
    timestamp: of('X-Amz-Date') ?? '',
    sessionToken: of('X-Amz-Security-Token'),
    expiresSeconds: expires === undefined ? undefined : Number(expires),
  };
}

/** `AKIA…/20261121/eu-central-1/s3/aws4_request`; a key in open mode may have slashes in it. */
function credentialScope(credential: string): Pick<SignatureFields, 'accessKeyId' | 'date' | 'region' | 'service'> | undefined {
  const fields = /^(?<accessKeyId>.+)\/(?<date>\d{8})\/(?<region>[^/]+)\/(?<service>[^/]+)\/aws4_request$/.exec(credential)?.groups;
  if (fields === undefined) return undefined;
  const { accessKeyId = '', date = '', region = '', service = '' } = fields;
  return { accessKeyId, date, region, service };
}

function compactDate(date: string | undefined): string {
  const at = new Date(date ?? '');
  return Number.isNaN(at.getTime()) ? '' : at.toISOString().replace(/[-:]|\.\d{3}/g, '');
}
