import { AwsError } from '../kernel/aws-error.ts';

/** An aws-chunked body, taken apart: `size;chunk-signature=…\r\n bytes\r\n … 0\r\n trailer:value\r\n\r\n`. */
export interface Chunks {
  readonly data: readonly Chunk[];
  /** Signature of the last chunk, which has no bytes. */
  readonly lastSignature: string | undefined;
  /** Lower-case names. */
  readonly trailers: readonly (readonly [name: string, value: string])[];
}

export interface Chunk {
  readonly bytes: Uint8Array;
  readonly signature: string | undefined;
}

/** @throws AwsError IncompleteBody. */
export function readChunks(body: Uint8Array): Chunks {
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const data: Chunk[] = [];
  let position = 0;
  for (;;) {
    const end = buffer.indexOf('\r\n', position);
    const header = /^(?<size>[0-9a-fA-F]+)(?:;chunk-signature=(?<signature>[0-9a-f]{64}))?$/.exec(
      end < 0 ? '' : buffer.toString('latin1', position, end),
    )?.groups;
    if (header === undefined) throw incomplete();
    const size = Number.parseInt(header['size'] ?? '', 16);
    const signature = header['signature'];
    position = end + 2;
    if (size === 0) return { data, lastSignature: signature, trailers: readTrailers(buffer.toString('utf8', position)) };
    if (position + size + 2 > buffer.length) throw incomplete();
    data.push({ bytes: buffer.subarray(position, position + size), signature });
    position += size + 2;
  }
}

function readTrailers(text: string): readonly (readonly [string, string])[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.includes(':'))
    .map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const;
    });
}

function incomplete(): AwsError {
  return new AwsError('IncompleteBody', 'The request body terminated unexpectedly', 400);
}
