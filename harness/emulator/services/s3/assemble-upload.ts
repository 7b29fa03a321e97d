import type { CompletedPart } from '@aws-sdk/client-s3';
import type { Partition } from '../../accounts/state.ts';
import { checksumAlgorithms, checksumOf, compositeChecksum, md5Hex, sentChecksum } from './checksums.ts';
import type { ChecksumMembers, ObjectChecksum } from './checksums.ts';
import { badChecksum, entityTooSmall, invalidPart, invalidPartOrder, invalidRequest, malformedXml } from './errors.ts';
import { partRowKey, uploadedParts } from './state.ts';
import type { ObjectVersion, Upload, UploadedPart } from './state.ts';
import type { Vault } from './vault.ts';

export interface CompletionRequest extends ChecksumMembers {
  readonly MultipartUpload?: { readonly Parts?: readonly CompletedPart[] | undefined } | undefined;
  readonly ChecksumType?: string | undefined;
  readonly MpuObjectSize?: number | undefined;
}

const smallestPart = 5 * 1024 * 1024;

/** The object that the listed parts make, as CompleteMultipartUpload checks and joins them. */
export function assemble(
  state: Partition,
  upload: Upload,
  request: CompletionRequest,
  vault: Vault,
): Pick<ObjectVersion, 'blob' | 'size' | 'etag' | 'checksum' | 'parts'> {
  const listed = request.MultipartUpload?.Parts ?? [];
  if (listed.length === 0) throw malformedXml();
  const parts = choose(state, upload, listed);
  const bytes = Buffer.concat(parts.map((part) => vault.get(part.blob)));
  if (request.MpuObjectSize !== undefined && request.MpuObjectSize !== bytes.length)
    throw invalidRequest(
      `The provided 'x-amz-mp-object-size' header value ${request.MpuObjectSize} does not match what was computed: ${bytes.length}`,
    );
  const checksum = objectChecksum(upload, parts, bytes);
  verifySent(upload, request, checksum);
  const md5s = Buffer.concat(parts.map((part) => Buffer.from(part.etag, 'hex')));
  return {
    blob: vault.put(bytes),
    size: bytes.length,
    etag: `${md5Hex(md5s)}-${parts.length}`,
    checksum,
    parts: parts.map((part, index) => ({
      number: part.number,
      size: part.size,
      ...(upload.checksumAlgorithm === undefined ? {} : ownChecksum(parts, index)),
    })),
  };
}

function ownChecksum(parts: readonly UploadedPart[], index: number): { readonly checksum?: string } {
  const value = parts[index]?.checksum?.value;
  return value === undefined ? {} : { checksum: value };
}

function choose(state: Partition, upload: Upload, listed: readonly CompletedPart[]): readonly UploadedPart[] {
  let before = 0;
  const chosen = listed.map((wanted) => {
    const { PartNumber: number = 0, ETag: etag = '' } = wanted;
    if (number <= before) throw invalidPartOrder(upload.uploadId);
    before = number;
    const part = uploadedParts(state).get(partRowKey(upload.uploadId, number));
    if (part === undefined || part.etag !== etag.replaceAll('"', '')) throw invalidPart(upload.uploadId, number, etag);
    checkListedChecksum(upload, wanted, part);
    return part;
  });
  for (const part of chosen.slice(0, -1)) if (part.size < smallestPart) throw entityTooSmall(part.size, part.number, part.etag);
  return chosen;
}

function checkListedChecksum(upload: Upload, wanted: CompletedPart, part: UploadedPart): void {
  for (const algorithm of checksumAlgorithms) {
    const value = wanted[`Checksum${algorithm}`];
    if (value === undefined || part.checksum?.algorithm !== algorithm) continue;
    if (value !== part.checksum.value) throw invalidPart(upload.uploadId, part.number, part.etag);
  }
  const needed = upload.checksumType === 'COMPOSITE' ? upload.checksumAlgorithm : undefined;
  if (needed !== undefined && wanted[`Checksum${needed}`] === undefined)
    throw invalidRequest(
      `The upload was created using a ${needed.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${part.number} in the request.`,
    );
}

/** Where the upload named no algorithm, S3 keeps CRC64NVME of the whole. */
function objectChecksum(upload: Upload, parts: readonly UploadedPart[], bytes: Uint8Array): ObjectChecksum {
  const { checksumAlgorithm: algorithm = 'CRC64NVME', checksumType: type = 'FULL_OBJECT' } = upload;
  if (type === 'FULL_OBJECT') return { algorithm, type, value: checksumOf(algorithm, bytes) };
  return {
    algorithm,
    type,
    value: compositeChecksum(
      algorithm,
      parts.flatMap((part) => part.checksum?.value ?? []),
    ),
  };
}

function verifySent(upload: Upload, request: CompletionRequest, checksum: ObjectChecksum): void {
  if (request.ChecksumType !== undefined && request.ChecksumType !== checksum.type)
    throw invalidRequest(
      `The upload was created using the ${checksum.type} checksum mode. The complete request must use the same checksum mode.`,
    );
  const sent = sentChecksum(request);
  if (sent === undefined || (upload.checksumAlgorithm === undefined && sent.algorithm !== checksum.algorithm)) return;
  const value = sent.value.includes('-') || checksum.type === 'FULL_OBJECT' ? checksum.value : checksum.value.replace(/-\d+$/, '');
  if (sent.algorithm !== checksum.algorithm || sent.value !== value) throw badChecksum(sent.algorithm);
}
