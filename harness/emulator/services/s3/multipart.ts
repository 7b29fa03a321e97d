import type { Partition } from '../../accounts/state.ts';
import type { FoundBucket } from './bucket-access.ts';
import { invalidArgument, noSuchUpload } from './errors.ts';
import { uploadedParts, uploadRowKey, uploads } from './state.ts';
import type { Upload, UploadedPart } from './state.ts';

export interface UploadRequest {
  readonly Key: string | undefined;
  readonly UploadId: string | undefined;
}

/** The upload under way; NoSuchUpload where there is none, or where it is completed already. */
export function requireUpload(found: FoundBucket, input: UploadRequest): Upload {
  const upload = readUpload(found, input);
  if (upload === undefined || upload.completed !== undefined) throw noSuchUpload(input.UploadId ?? '');
  return upload;
}

export function readUpload(found: FoundBucket, { Key = '', UploadId = '' }: UploadRequest): Upload | undefined {
  return uploads(found.state).get(uploadRowKey(found.bucket.name, Key, UploadId));
}

export function writeUpload(found: FoundBucket, upload: Upload): void {
  uploads(found.state).put(uploadRowKey(found.bucket.name, upload.key, upload.uploadId), upload);
}

/** Forgets an upload and its parts. */
export function dropUpload(state: Partition, bucket: string, upload: Upload): void {
  dropParts(state, upload.uploadId);
  uploads(state).delete(uploadRowKey(bucket, upload.key, upload.uploadId));
}

export function dropParts(state: Partition, uploadId: string): void {
  for (const [rowKey] of uploadedParts(state).scan({ prefix: `${uploadId}/` })) uploadedParts(state).delete(rowKey);
}

/** In the order of their numbers. */
export function partsOf(state: Partition, uploadId: string): readonly UploadedPart[] {
  return [...uploadedParts(state).scan({ prefix: `${uploadId}/` })].map(([, part]) => part);
}

export function checkPartNumber(number: number | undefined): number {
  if (number !== undefined && Number.isInteger(number) && number >= 1 && number <= 10_000) return number;
  throw invalidArgument('Part number must be an integer between 1 and 10000, inclusive', 'partNumber', String(number));
}
