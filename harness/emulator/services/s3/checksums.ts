import { checksumBase64, checksumBytes } from '../../kernel/checksum.ts';
import type { ChecksumAlgorithm } from '../../kernel/checksum.ts';
import { badChecksum, badContentMd5, invalidDigest, invalidRequest } from './errors.ts';

export type ChecksumAlgorithmName = 'CRC32' | 'CRC32C' | 'CRC64NVME' | 'SHA1' | 'SHA256';
export type ChecksumType = 'COMPOSITE' | 'FULL_OBJECT';

/** An object's checksum: base64, for a composite one with `-<parts>` behind. */
export interface ObjectChecksum {
  readonly algorithm: ChecksumAlgorithmName;
  readonly value: string;
  readonly type: ChecksumType;
}

const digests: Readonly<Record<ChecksumAlgorithmName, { readonly bytes: number; readonly algorithm: ChecksumAlgorithm }>> = {
  CRC32: { bytes: 4, algorithm: 'crc32' },
  CRC32C: { bytes: 4, algorithm: 'crc32c' },
  CRC64NVME: { bytes: 8, algorithm: 'crc64nvme' },
  SHA1: { bytes: 20, algorithm: 'sha1' },
  SHA256: { bytes: 32, algorithm: 'sha256' },
};

export const checksumAlgorithms = Object.keys(digests) as readonly ChecksumAlgorithmName[];

export function isChecksumAlgorithm(name: string): name is ChecksumAlgorithmName {
  return Object.hasOwn(digests, name);
}

export function checksumOf(algorithm: ChecksumAlgorithmName, content: Uint8Array): string {
  return checksumBase64(digests[algorithm].algorithm, content);
}

/** The checksum over the parts' own checksums, as S3 makes it for a composite one. */
export function compositeChecksum(algorithm: ChecksumAlgorithmName, parts: readonly string[]): string {
  const joined = Buffer.concat(parts.map((part) => Buffer.from(part, 'base64')));
  return `${checksumOf(algorithm, joined)}-${parts.length}`;
}

/** The members by which a request or an answer carries checksums. */
export interface ChecksumMembers {
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
}

export const checksumMembers = ['ChecksumCRC32', 'ChecksumCRC32C', 'ChecksumCRC64NVME', 'ChecksumSHA1', 'ChecksumSHA256'] as const;

/** The one checksum that was sent, undefined where none was. */
export function sentChecksum(input: ChecksumMembers): { readonly algorithm: ChecksumAlgorithmName; readonly value: string } | undefined {
  const sent = checksumAlgorithms.flatMap((algorithm) => {
    const value = input[`Checksum${algorithm}`];
    return value === undefined ? [] : [{ algorithm, value }];
  });
  if (sent.length > 1) throw invalidRequest('Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.');
  return sent[0];
}

/** Checks `value` against the bytes; S3's error where it is malformed or wrong. */
export function verifyChecksum(algorithm: ChecksumAlgorithmName, value: string, content: Uint8Array): void {
  if (!isChecksumValue(algorithm, value)) throw invalidRequest(`Value for x-amz-checksum-${algorithm.toLowerCase()} header is invalid.`);
  if (checksumOf(algorithm, content) !== value) throw badChecksum(algorithm);
}

function isChecksumValue(algorithm: ChecksumAlgorithmName, value: string): boolean {
  const bytes = Buffer.from(value, 'base64');
  return bytes.length === digests[algorithm].bytes && bytes.toString('base64') === value;
}

export function asChecksumMembers(
  checksum: { readonly algorithm: ChecksumAlgorithmName; readonly value: string } | undefined,
): ChecksumMembers {
  return checksum === undefined ? {} : { [`Checksum${checksum.algorithm}`]: checksum.value };
}

/** Checks a Content-MD5 header against the bytes. */
export function verifyContentMd5(header: string | undefined, content: Uint8Array): void {
  if (header === undefined) return;
  const sent = Buffer.from(header, 'base64');
  if (sent.length !== 16) throw invalidDigest(header);
  const calculated = checksumBytes('md5', content);
  if (!sent.equals(calculated)) throw badContentMd5(sent.toString('hex'), calculated.toString('base64'));
}

export function md5Hex(content: Uint8Array): string {
  return checksumBytes('md5', content).toString('hex');
}
