import { checksumOf, sentChecksum, verifyChecksum } from './checksums.ts';
import type { ChecksumAlgorithmName, ChecksumMembers } from './checksums.ts';
import { entityTooLarge, keyTooLong } from './errors.ts';
import type { Vault } from './vault.ts';

/** Bytes that arrived, stored and measured. */
export interface StoredContent {
  readonly blob: string;
  readonly size: number;
  readonly etag: string;
  readonly checksum: { readonly algorithm: ChecksumAlgorithmName; readonly value: string };
}

const largestUpload = 5 * 1024 ** 3;

/**
 * Verifies the checksum that was sent and stores the bytes. S3 computes CRC64NVME where the client sent none,
 * or what the client named in x-amz-sdk-checksum-algorithm.
 */
export function storeContent(
  content: Uint8Array,
  sent: ChecksumMembers,
  vault: Vault,
  otherwise: ChecksumAlgorithmName = 'CRC64NVME',
): StoredContent {
  if (content.length > largestUpload) throw entityTooLarge(content.length);
  const given = sentChecksum(sent);
  if (given !== undefined) verifyChecksum(given.algorithm, given.value, content);
  return {
    blob: vault.put(content),
    size: content.length,
    etag: vault.etagOf(content),
    checksum: given ?? { algorithm: otherwise, value: checksumOf(otherwise, content) },
  };
}

export function checkKey(key: string): void {
  const bytes = Buffer.byteLength(key);
  if (bytes > 1024) throw keyTooLong(bytes);
}
