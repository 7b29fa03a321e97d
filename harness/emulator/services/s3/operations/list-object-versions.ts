import { ListObjectVersions$ } from '@aws-sdk/client-s3';
import type { DeleteMarkerEntry, ListObjectVersionsOutput, ListObjectVersionsRequest, ObjectVersion as Entry } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket } from '../bucket-access.ts';
import { invalidArgument } from '../errors.ts';
import { commonPrefixesOf, listedObject, wantsOfListing } from '../list-current.ts';
import { keyEncoder, pageSize } from '../list-parameters.ts';
import { listVersions } from '../list-versions.ts';
import type { ListedVersion } from '../list-versions.ts';
import { ownerOf } from '../owner.ts';

export const listObjectVersions = defineOperation<ListObjectVersionsRequest, ListObjectVersionsOutput>({
  schema: ListObjectVersions$,
  accepts: [
    ...(['Bucket', 'Prefix', 'Delimiter', 'MaxKeys', 'EncodingType', 'KeyMarker', 'VersionIdMarker'] as const),
    ...(['RequestPayer', 'ExpectedBucketOwner'] as const),
  ],
  authorise: (input, context) => wantsOfListing(input, context, 's3:ListBucketVersions'),
  handle(input, context) {
    const found = findBucket(input, context);
    const { Prefix = '', Delimiter = '', KeyMarker = '', VersionIdMarker } = input;
    if (VersionIdMarker !== undefined && VersionIdMarker !== '' && KeyMarker === '')
      throw invalidArgument('A version-id marker cannot be specified without a key marker.', 'version-id-marker', VersionIdMarker);
    const encode = keyEncoder(input.EncodingType);
    const maxKeys = pageSize(input.MaxKeys, 'max-keys');
    const page = listVersions(found, { prefix: Prefix, delimiter: Delimiter, maxKeys, after: KeyMarker }, VersionIdMarker);
    const Owner = ownerOf(found.account);
    const entry = ({ key, version, latest }: ListedVersion): DeleteMarkerEntry => ({
      Key: encode(key),
      VersionId: version.versionId,
      IsLatest: latest,
      LastModified: new Date(version.lastModified),
      Owner,
    });
    const end = page.end;
    const last = end?.kind === 'prefix' ? { NextKeyMarker: encode(end.prefix) } : undefined;
    return {
      Name: found.bucket.name,
      Prefix: encode(Prefix),
      KeyMarker: encode(KeyMarker),
      VersionIdMarker: VersionIdMarker ?? '',
      ...(Delimiter === '' ? {} : { Delimiter: encode(Delimiter) }),
      MaxKeys: maxKeys,
      IsTruncated: end !== undefined,
      EncodingType: input.EncodingType,
      ...last,
      ...(end?.kind === 'row' ? { NextKeyMarker: encode(end.row.key), NextVersionIdMarker: end.row.version.versionId } : {}),
      Versions: page.versions.flatMap((listed): Entry[] =>
        listed.version.kind === 'object' ? [{ ...entry(listed), ...listedObject(listed.version), StorageClass: 'STANDARD' }] : [],
      ),
      DeleteMarkers: page.versions.flatMap((listed) => (listed.version.kind === 'delete-marker' ? [entry(listed)] : [])),
      CommonPrefixes: commonPrefixesOf(page, encode),
    };
  },
});
