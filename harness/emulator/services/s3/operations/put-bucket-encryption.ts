import { PutBucketEncryption$ } from '@aws-sdk/client-s3';
import type { PutBucketEncryptionRequest, ServerSideEncryptionRule } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { malformedXml, notImplemented } from '../errors.ts';
import { bucketAction } from '../object-wants.ts';
import { updateBucket } from '../update-bucket.ts';

/** AES256 only: it is what S3 does anyway. Keys of KMS are refused, as there is no KMS. */
export const putBucketEncryption = defineOperation<PutBucketEncryptionRequest, object>({
  schema: PutBucketEncryption$,
  accepts: ['Bucket', 'ServerSideEncryptionConfiguration', 'ContentMD5', 'ChecksumAlgorithm', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:PutEncryptionConfiguration'),
  handle(input, context) {
    const rules = input.ServerSideEncryptionConfiguration?.Rules ?? [];
    const rule = rules[0];
    if (rule === undefined || rules.length > 1) throw malformedXml();
    checkRule(rule);
    const bucketKeyEnabled = rule.BucketKeyEnabled ?? false;
    updateBucket(input, context, (bucket) => ({ ...bucket, bucketKeyEnabled }));
    return {};
  },
});

function checkRule(rule: ServerSideEncryptionRule): void {
  const { ApplyServerSideEncryptionByDefault: byDefault, BucketKeyEnabled: _, ...others } = rule;
  for (const [member, value] of Object.entries(others)) if (value !== undefined) throw notImplemented(member);
  if (byDefault === undefined) throw malformedXml();
  if (byDefault.SSEAlgorithm !== 'AES256') throw notImplemented(`SSEAlgorithm ${String(byDefault.SSEAlgorithm)}`);
  if (byDefault.KMSMasterKeyID !== undefined) throw notImplemented('KMSMasterKeyID');
}
