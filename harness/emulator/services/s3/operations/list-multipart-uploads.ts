import { ListMultipartUploads$ } from '@aws-sdk/client-s3';
import type { ListMultipartUploadsOutput, ListMultipartUploadsRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket, wantOnBucket } from '../bucket-access.ts';
import type { FoundBucket } from '../bucket-access.ts';
import { commonPrefixesOf } from '../list-current.ts';
import { keyEncoder, pageSize } from '../list-parameters.ts';
import { listRows } from '../list-rows.ts';
import type { Page } from '../list-rows.ts';
import { ownerOf } from '../owner.ts';
import { objectRowKey, uploads } from '../state.ts';
import type { Upload } from '../state.ts';

export const listMultipartUploads = defineOperation<ListMultipartUploadsRequest, ListMultipartUploadsOutput>({
  schema: ListMultipartUploads$,
  accepts: [
    ...(['Bucket', 'Prefix', 'Delimiter', 'MaxUploads', 'EncodingType', 'KeyMarker', 'UploadIdMarker'] as const),
    ...(['RequestPayer', 'ExpectedBucketOwner'] as const),
  ],
  authorise: (input, context) => [wantOnBucket(findBucket(input, context), context, 's3:ListBucketMultipartUploads')],
  handle(input, context) {
    const found = findBucket(input, context);
    const { Prefix = '', Delimiter = '', KeyMarker = '', UploadIdMarker = '' } = input;
    const encode = keyEncoder(input.EncodingType);
    const maxUploads = pageSize(input.MaxUploads, 'max-uploads');
    const page = listUploads(found, { prefix: Prefix, delimiter: Delimiter, maxKeys: maxUploads }, KeyMarker, UploadIdMarker);
    const last = page.items.at(-1);
    const next = last?.kind === 'row' ? { key: last.row.key, uploadId: last.row.uploadId } : { key: last?.prefix ?? '', uploadId: '' };
    return {
      Bucket: found.bucket.name,
      Prefix: encode(Prefix),
      ...(Delimiter === '' ? {} : { Delimiter: encode(Delimiter) }),
      KeyMarker: encode(KeyMarker),
      UploadIdMarker,
      NextKeyMarker: page.truncated ? encode(next.key) : '',
      NextUploadIdMarker: page.truncated ? next.uploadId : '',
      MaxUploads: maxUploads,
      IsTruncated: page.truncated,
      EncodingType: input.EncodingType,
      Uploads: page.items.flatMap((item) => (item.kind === 'row' ? [describe(item.row, found, encode)] : [])),
      CommonPrefixes: commonPrefixesOf(page, encode),
    };
  },
});

function listUploads(
  found: FoundBucket,
  request: { readonly prefix: string; readonly delimiter: string; readonly maxKeys: number },
  keyMarker: string,
  uploadIdMarker: string,
): Page<Upload> {
  const inBucket = objectRowKey(found.bucket.name, '');
  const shown = ({ key, uploadId, completed }: Upload): boolean =>
    completed === undefined && (key !== keyMarker || uploadIdMarker === '' || uploadId > uploadIdMarker);
  // Uploads of the marker's own key come after it only where an upload id is given too; the rows of one key lie together, by upload id.
  const after = keyMarker === '' ? {} : { after: uploadIdMarker === '' ? `${keyMarker}\u0001~` : `${keyMarker}\u0001${uploadIdMarker}` };
  return listRows<Upload>({ ...request, ...after }, function* (from, exclusive) {
    for (const [rowKey, upload] of uploads(found.state).scan({ prefix: inBucket, from: `${inBucket}${from}`, exclusive }))
      if (shown(upload)) yield [rowKey.slice(inBucket.length), upload];
  });
}

function describe(upload: Upload, found: FoundBucket, encode: (key: string) => string): object {
  return {
    Key: encode(upload.key),
    UploadId: upload.uploadId,
    Initiated: new Date(upload.initiated),
    Initiator: ownerOf(upload.initiator),
    Owner: ownerOf(found.account),
    StorageClass: upload.storageClass,
    ChecksumAlgorithm: upload.checksumAlgorithm,
    ChecksumType: upload.checksumType,
  };
}
