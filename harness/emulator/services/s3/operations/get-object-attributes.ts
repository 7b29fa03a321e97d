import { GetObjectAttributes$ } from '@aws-sdk/client-s3';
import type { GetObjectAttributesOutput, GetObjectAttributesParts, GetObjectAttributesRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket } from '../bucket-access.ts';
import { asChecksumMembers } from '../checksums.ts';
import { invalidArgument } from '../errors.ts';
import { pageSize } from '../list-parameters.ts';
import { vaultOf } from '../object-encryption.ts';
import { requireObject, shownVersionId } from '../object-versions.ts';
import { wantsOfRead } from '../object-wants.ts';
import type { ObjectVersion } from '../state.ts';

const known = new Set(['ETag', 'Checksum', 'ObjectParts', 'StorageClass', 'ObjectSize']);

export const getObjectAttributes = defineOperation<GetObjectAttributesRequest, GetObjectAttributesOutput>({
  schema: GetObjectAttributes$,
  accepts: ['Bucket', 'Key', 'VersionId', 'ObjectAttributes', 'MaxParts', 'PartNumberMarker', 'RequestPayer', 'ExpectedBucketOwner'],
  authorise: (input, context) => [
    ...wantsOfRead(input, context, 's3:GetObject', 's3:GetObjectVersion'),
    ...wantsOfRead(input, context, 's3:GetObjectAttributes', 's3:GetObjectVersionAttributes'),
  ],
  async handle(input, context) {
    const found = findBucket(input, context);
    const object = requireObject(found, input.Key ?? '', input.VersionId, 'GET');
    const asked = new Set<string>(input.ObjectAttributes ?? []);
    for (const attribute of asked)
      if (!known.has(attribute)) throw invalidArgument('Invalid attribute name specified.', 'x-amz-object-attributes', attribute);
    // As for HeadObject, the checksum alone needs the key.
    if (asked.has('Checksum')) await vaultOf(object.encryption, found, context);
    return {
      LastModified: new Date(object.lastModified),
      ...shownVersionId(found.bucket, object),
      ...(asked.has('ETag') ? { ETag: object.etag } : {}),
      ...(asked.has('Checksum') ? { Checksum: { ...asChecksumMembers(object.checksum), ChecksumType: object.checksum.type } } : {}),
      ...(asked.has('ObjectParts') && object.parts !== undefined ? { ObjectParts: partsPage(object, object.parts, input) } : {}),
      ...(asked.has('StorageClass') ? { StorageClass: object.storageClass as 'STANDARD' } : {}),
      ...(asked.has('ObjectSize') ? { ObjectSize: object.size } : {}),
    };
  },
});

type Paging = Pick<GetObjectAttributesRequest, 'MaxParts' | 'PartNumberMarker'>;

/** AWS lists the parts only where they have checksums of their own; their number always. */
function partsPage(object: ObjectVersion, parts: NonNullable<ObjectVersion['parts']>, input: Paging): GetObjectAttributesParts {
  const marker = Number(input.PartNumberMarker ?? 0);
  const MaxParts = pageSize(input.MaxParts, 'max-parts');
  if (parts.every((part) => part.checksum === undefined)) return { TotalPartsCount: parts.length };
  const rest = parts.filter((part) => part.number > marker);
  const page = rest.slice(0, MaxParts);
  return {
    TotalPartsCount: parts.length,
    PartNumberMarker: String(marker),
    NextPartNumberMarker: String(page.at(-1)?.number ?? 0),
    MaxParts,
    IsTruncated: page.length < rest.length,
    Parts: page.map((part) => ({
      PartNumber: part.number,
      Size: part.size,
      ...(part.checksum === undefined ? {} : asChecksumMembers({ algorithm: object.checksum.algorithm, value: part.checksum })),
    })),
  };
}
