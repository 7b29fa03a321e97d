import { ListObjects$ } from '@aws-sdk/client-s3';
import type { ListObjectsOutput, ListObjectsRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket } from '../bucket-access.ts';
import { commonPrefixesOf, contentsOf, endOfPage, listCurrent, wantsOfListing } from '../list-current.ts';
import { keyEncoder, pageSize } from '../list-parameters.ts';

export const listObjects = defineOperation<ListObjectsRequest, ListObjectsOutput>({
  schema: ListObjects$,
  accepts: ['Bucket', 'Prefix', 'Delimiter', 'MaxKeys', 'EncodingType', 'Marker', 'RequestPayer', 'ExpectedBucketOwner'],
  authorise: (input, context) => wantsOfListing(input, context, 's3:ListBucket'),
  handle(input, context) {
    const found = findBucket(input, context);
    const { Prefix = '', Delimiter = '', Marker = '' } = input;
    const encode = keyEncoder(input.EncodingType);
    const maxKeys = pageSize(input.MaxKeys, 'max-keys');
    const page = listCurrent(found, { prefix: Prefix, delimiter: Delimiter, maxKeys, ...(Marker === '' ? {} : { after: Marker }) });
    const end = endOfPage(page);
    return {
      Name: found.bucket.name,
      Prefix: encode(Prefix),
      Marker: encode(Marker),
      ...(Delimiter === '' ? {} : { Delimiter: encode(Delimiter) }),
      MaxKeys: maxKeys,
      IsTruncated: page.truncated,
      EncodingType: input.EncodingType,
      // AWS names the next marker only where keys are grouped: else the last key serves.
      ...(end === undefined || Delimiter === '' ? {} : { NextMarker: encode(end) }),
      Contents: contentsOf(page, found, encode, true),
      CommonPrefixes: commonPrefixesOf(page, encode),
    };
  },
});
