import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { HttpRequest, HttpResponse, ListeningHttp, ServiceHost } from '../../kernel/context.ts';

/** Serves the zips that GetFunction points to: signed URLs that last ten minutes, as AWS's presigned S3 URLs do. */
export class CodeDownloads implements AsyncDisposable {
  readonly #host: ServiceHost;
  readonly #secret = randomBytes(32);
  #listener: Promise<ListeningHttp> | undefined;

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  async urlOf(sha256Hex: string): Promise<string> {
    this.#listener ??= this.#host.listen(0, null, (request) => Promise.resolve(this.#answer(request)));
    const { port } = await this.#listener;
    const expires = Math.floor(this.#host.now().getTime() / 1000) + validSeconds;
    return `http://127.0.0.1:${port}/snapshots/${sha256Hex}?Expires=${expires}&Signature=${this.#sign(sha256Hex, expires)}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const listener = await this.#listener;
    await listener?.[Symbol.asyncDispose]();
  }

  #answer({ url, method }: HttpRequest): HttpResponse {
    const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
    const sha256Hex = /^\/snapshots\/([0-9a-f]{64})$/.exec(pathname)?.[1];
    const expires = Number(searchParams.get('Expires'));
    if (method !== 'GET' || sha256Hex === undefined || !this.#isSigned(sha256Hex, expires, searchParams.get('Signature') ?? '')) {
      return denied('SignatureDoesNotMatch');
    }
    if (expires * 1000 < this.#host.now().getTime()) return denied('Request has expired');
    return { status: 200, headers: { 'content-type': 'application/zip' }, body: this.#host.state.blobs.get(sha256Hex) };
  }

  #isSigned(sha256Hex: string, expires: number, signature: string): boolean {
    const expected = Buffer.from(this.#sign(sha256Hex, expires));
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  #sign(sha256Hex: string, expires: number): string {
    return createHmac('sha256', this.#secret).update(`${sha256Hex} ${expires}`).digest('hex');
  }
}

const validSeconds = 600;

function denied(message: string): HttpResponse {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`;
  return { status: 403, headers: { 'content-type': 'application/xml' }, body: Buffer.from(body) };
}
