import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { HttpRequest } from '../kernel/context.ts';

/** What is signed, as a test states it. */
export interface TestRequest {
  readonly method?: string;
  /** As sent: percent-encoded. */
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface TestSigning {
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };
  readonly service: string;
  readonly at: Date;
  readonly presignSeconds?: number;
}

/** A request signed by the SDK's own signer: an outside judge of the emulator's check. Used by tests alone. */
export async function signedTestRequest(
  request: TestRequest,
  { credentials, service, at, presignSeconds }: TestSigning,
): Promise<HttpRequest> {
  const isS3 = service === 's3';
  const signer = new SignatureV4({
    credentials,
    service,
    region: 'eu-central-1',
    sha256: Sha256,
    uriEscapePath: !isS3,
    applyChecksum: isS3,
  });
  const unsigned = {
    method: request.method ?? 'GET',
    protocol: 'http:',
    hostname: '127.0.0.1',
    path: request.path ?? '/',
    query: { ...request.query },
    headers: {
      host: '127.0.0.1',
      ...(isS3 && presignSeconds !== undefined ? { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } : {}),
      ...request.headers,
    },
    ...(request.body === undefined ? {} : { body: request.body }),
  };
  const signed =
    presignSeconds === undefined
      ? await signer.sign(unsigned, { signingDate: at })
      : await signer.presign(unsigned, { signingDate: at, expiresIn: presignSeconds });
  const query = new URLSearchParams(signed.query as Record<string, string>).toString().replaceAll('+', '%20');
  return {
    method: signed.method,
    url: query === '' ? signed.path : `${signed.path}?${query}`,
    headers: Object.fromEntries(Object.entries(signed.headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: Buffer.from(request.body ?? ''),
    sourceIp: '127.0.0.1',
  };
}
