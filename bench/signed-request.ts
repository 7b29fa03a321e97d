import { createHash } from 'node:crypto';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

export interface PlainRequest {
  readonly method: string;
  /** As sent. */
  readonly path: string;
  readonly port: number;
  readonly body: Uint8Array;
  /** Beside those that every request has. Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Signing {
  readonly service: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** A request on the wire, in base64. */
export function wireRequest({ method, path, body }: PlainRequest, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries({ ...headers, 'content-length': String(body.byteLength) }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`), body]).toString('base64');
}

/** As `wireRequest`, signed; good for fifteen minutes and any number of times, as a signature of version 4 is. */
export async function signedRequest(request: PlainRequest, { service, region, credentials }: Signing): Promise<string> {
  const isS3 = service === 's3';
  const signer = new SignatureV4({ credentials, service, region, sha256: Sha256, uriEscapePath: !isS3, applyChecksum: isS3 });
  const { method, path, port, body, headers: more = {} } = request;
  const { headers } = await signer.sign({
    method,
    protocol: 'http:',
    hostname: '127.0.0.1',
    path,
    headers: {
      host: `127.0.0.1:${port}`,
      ...more,
      ...(isS3 ? { 'x-amz-content-sha256': createHash('sha256').update(body).digest('hex') } : {}),
    },
    body,
  });
  return wireRequest(request, headers);
}
