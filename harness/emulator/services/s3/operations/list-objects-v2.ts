import { ListObjectsV2$ } from '@aws-sdk/client-s3';
import type { ListObjectsV2Output, ListObjectsV2Request } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket } from '../bucket-access.ts';
import { commonPrefixesOf, contentsOf, endOfPage, listCurrent, wantsOfListing } from '../list-current.ts';
import { keyEncoder, makeToken, pageSize, readToken } from '../list-parameters.ts';

export const listObjectsV2 = defineOperation<ListObjectsV2Request, ListObjectsV2Output>({
  schema: ListObjectsV2$,
  accepts: [
    ...(['Bucket', 'Prefix', 'Delimiter', 'MaxKeys', 'EncodingType', 'ContinuationToken', 'StartAfter', 'FetchOwner'] as const),
    ...(['RequestPayer', 'ExpectedBucketOwner'] as const),
  ],
  authorise: (input, context) => wantsOfListing(input, context, 's3:ListBucket'),
  handle(input, context) {
    const found = findBucket(input, context);
    const { Prefix = '', Delimiter = '', StartAfter, ContinuationToken } = input;
    const encode = keyEncoder(input.EncodingType);
    const maxKeys = pageSize(input.MaxKeys, 'max-keys');
    const after = ContinuationToken === undefined ? StartAfter : readToken(ContinuationToken);
    const page = listCurrent(found, {
      prefix: Prefix,
      delimiter: Delimiter,
      maxKeys,
      ...(after === undefined || after === '' ? {} : { after }),
    });
    const end = endOfPage(page);
    return {
      Name: found.bucket.name,
      Prefix: encode(Prefix),
      ...(Delimiter === '' ? {} : { Delimiter: encode(Delimiter) }),
      MaxKeys: maxKeys,
      KeyCount: page.items.length,
      IsTruncated: page.truncated,
      EncodingType: input.EncodingType,
      ContinuationToken,
      ...(end === undefined ? {} : { NextContinuationToken: makeToken(end) }),
      ...(StartAfter === undefined ? {} : { StartAfter: encode(StartAfter) }),
      Contents: contentsOf(page, found, encode, input.FetchOwner === true),
      CommonPrefixes: commonPrefixesOf(page, encode),
    };
  },
});
