import { PutBucketEncryption$ } from '@aws-sdk/client-s3';
import type { PutBucketEncryptionRequest, ServerSideEncryptionRule } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidArgument, malformedXml, notImplemented } from '../errors.ts';
import { bucketAction } from '../object-wants.ts';
import type { Bucket } from '../state.ts';
import { updateBucket } from '../update-bucket.ts';

/** The key is not looked at until something is put, as with AWS. */
export const putBucketEncryption = defineOperation<PutBucketEncryptionRequest, object>({
  schema: PutBucketEncryption$,
  accepts: ['Bucket', 'ServerSideEncryptionConfiguration', 'ContentMD5', 'ChecksumAlgorithm', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:PutEncryptionConfiguration'),
  handle(input, context) {
    const rules = input.ServerSideEncryptionConfiguration?.Rules ?? [];
    const rule = rules[0];
    if (rule === undefined || rules.length > 1) throw malformedXml();
    const encryption = readRule(rule);
    const bucketKeyEnabled = rule.BucketKeyEnabled ?? false;
    updateBucket(input, context, (before) => {
      const { encryption: _, ...bucket } = before;
      return { ...bucket, ...encryption, bucketKeyEnabled };
    });
    return {};
  },
});

function readRule(rule: ServerSideEncryptionRule): Pick<Bucket, 'encryption'> {
  const { ApplyServerSideEncryptionByDefault: byDefault, BucketKeyEnabled: _, ...others } = rule;
  for (const [member, value] of Object.entries(others)) if (value !== undefined) throw notImplemented(member);
  if (byDefault === undefined) throw malformedXml();
  const { SSEAlgorithm: algorithm, KMSMasterKeyID: keyId } = byDefault;
  if (algorithm === 'aws:kms') return { encryption: keyId === undefined || keyId === '' ? {} : { keyId } };
  if (algorithm !== 'AES256') throw notImplemented(`SSEAlgorithm ${String(algorithm)}`);
  if (keyId === undefined) return {};
  throw invalidArgument(
    'a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse',
    'ApplyServerSideEncryptionByDefault',
  );
}
