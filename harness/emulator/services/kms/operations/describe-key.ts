import { DescribeKey$ } from '@aws-sdk/client-kms';
import type { DescribeKeyRequest, DescribeKeyResponse } from '@aws-sdk/client-kms';
import { defineOperation } from '../../../kernel/operation.ts';
import { findKey } from '../find-key.ts';
import { metadataOf } from '../key-metadata.ts';
import { keyAction } from '../key-wants.ts';
import { makeManagedKey } from '../usable-key.ts';

/** Asked for an alias of AWS's own, it makes the key, as with AWS. Grants count at once here, so that tokens add nothing. */
export const describeKey = defineOperation<DescribeKeyRequest, DescribeKeyResponse>({
  schema: DescribeKey$,
  accepts: ['KeyId', 'GrantTokens'],
  authorise: keyAction('DescribeKey'),
  handle(input, context) {
    const found = findKey(input.KeyId, context);
    const key = found.key.material === undefined ? makeManagedKey(found, context) : found.key;
    return { KeyMetadata: metadataOf(key, found.account) };
  },
});
