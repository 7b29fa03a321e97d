import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** S3's checksum algorithms, by the name that follows `x-amz-checksum-`. Big-endian, in base64, as S3 writes them. */
export type ChecksumAlgorithm = 'crc32' | 'crc32c' | 'crc64nvme' | 'sha1' | 'sha256' | 'sha512' | 'md5';

export function isChecksumAlgorithm(name: string): name is ChecksumAlgorithm {
  return Object.hasOwn(algorithms, name);
}

export function checksumBase64(algorithm: ChecksumAlgorithm, bytes: Uint8Array): string {
  return algorithms[algorithm](bytes).toString('base64');
}

const algorithms: Readonly<Record<ChecksumAlgorithm, (bytes: Uint8Array) => Buffer>> = {
  crc32: (bytes) => bigEndian32(crc32(bytes)),
  crc32c: (bytes) => bigEndian32(crc32c(bytes)),
  crc64nvme: (bytes) => bigEndian64(crc64nvme(bytes)),
  sha1: (bytes) => createHash('sha1').update(bytes).digest(),
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  sha512: (bytes) => createHash('sha512').update(bytes).digest(),
  md5: (bytes) => createHash('md5').update(bytes).digest(),
};

function bigEndian32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value >>> 0);
  return buffer;
}

function bigEndian64({ high, low }: Word64): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeUInt32BE(high >>> 0, 0);
  buffer.writeUInt32BE(low >>> 0, 4);
  return buffer;
}

/** Castagnoli's polynomial, reflected. */
const table32c = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value;
});

function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (table32c[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc;
}

interface Word64 {
  readonly high: number;
  readonly low: number;
}

/** CRC-64/NVME, reflected polynomial 0x9A6C9329AC4BC9B5, in two halves of 32 bits: BigInt is too slow for objects of megabytes. */
const table64 = makeTable64();

function makeTable64(): { readonly high: Uint32Array; readonly low: Uint32Array } {
  const table = { high: new Uint32Array(256), low: new Uint32Array(256) };
  for (let byte = 0; byte < 256; byte += 1) {
    let value = BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) value = value & 1n ? (value >> 1n) ^ 0x9a6c9329ac4bc9b5n : value >> 1n;
    table.high[byte] = Number(value >> 32n);
    table.low[byte] = Number(value & 0xffffffffn);
  }
  return table;
}

function crc64nvme(bytes: Uint8Array): Word64 {
  let high = 0xffffffff;
  let low = 0xffffffff;
  for (const byte of bytes) {
    const index = (low ^ byte) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ (table64.low[index] ?? 0);
    high = (high >>> 8) ^ (table64.high[index] ?? 0);
  }
  return { high: ~high, low: ~low };
}
