import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { crc32c } from './crc32c.ts';
import { crc64nvme } from './crc64nvme.ts';

/** S3's checksum algorithms, by the name that follows `x-amz-checksum-`. */
export type ChecksumAlgorithm = 'crc32' | 'crc32c' | 'crc64nvme' | 'sha1' | 'sha256' | 'sha512' | 'md5';

export function isChecksumAlgorithm(name: string): name is ChecksumAlgorithm {
  return Object.hasOwn(algorithms, name);
}

/** The digest; a CRC's bytes big-endian, as S3 has them. */
export function checksumBytes(algorithm: ChecksumAlgorithm, bytes: Uint8Array): Buffer {
  return algorithms[algorithm](bytes);
}

/** As S3 writes it in its headers. */
export function checksumBase64(algorithm: ChecksumAlgorithm, bytes: Uint8Array): string {
  return checksumBytes(algorithm, bytes).toString('base64');
}

const algorithms: Readonly<Record<ChecksumAlgorithm, (bytes: Uint8Array) => Buffer>> = {
  crc32: crc32Bytes,
  crc32c,
  crc64nvme,
  sha1: (bytes) => createHash('sha1').update(bytes).digest(),
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  sha512: (bytes) => createHash('sha512').update(bytes).digest(),
  md5: (bytes) => createHash('md5').update(bytes).digest(),
};

function crc32Bytes(bytes: Uint8Array): Buffer {
  const result = Buffer.alloc(4);
  result.writeUInt32BE(crc32(bytes));
  return result;
}
