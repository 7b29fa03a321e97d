import type { OperationContext } from '../../kernel/context.ts';
import { checksumOf, md5Hex, sentChecksum, verifyChecksum } from './checksums.ts';
import type { ChecksumAlgorithmName, ChecksumMembers } from './checksums.ts';
import { entityTooLarge, keyTooLong } from './errors.ts';

/** Bytes that arrived, stored and measured. */
export interface StoredContent {
  readonly blob: string;
  readonly size: number;
  /** The md5 in hex. */
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
  context: OperationContext,
  otherwise: ChecksumAlgorithmName = 'CRC64NVME',
): StoredContent {
  if (content.length > largestUpload) throw entityTooLarge(content.length);
  const given = sentChecksum(sent);
  if (given !== undefined) verifyChecksum(given.algorithm, given.value, content);
  return {
    blob: context.blobs.put(content),
    size: content.length,
    etag: md5Hex(content),
    checksum: given ?? { algorithm: otherwise, value: checksumOf(otherwise, content) },
  };
}

export function checkKey(key: string): void {
  const bytes = Buffer.byteLength(key);
  if (bytes > 1024) throw keyTooLong(bytes);
}
