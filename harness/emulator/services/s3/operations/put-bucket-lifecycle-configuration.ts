import { PutBucketLifecycleConfiguration$ } from '@aws-sdk/client-s3';
import type { LifecycleRule, PutBucketLifecycleConfigurationOutput, PutBucketLifecycleConfigurationRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidArgument, malformedXml } from '../errors.ts';
import { bucketAction } from '../object-wants.ts';
import { updateBucket } from '../update-bucket.ts';

/** The rules are kept and shown. Nothing expires: AWS carries them out once a day at the soonest, which no rehearsal waits for. */
export const putBucketLifecycleConfiguration = defineOperation<
  PutBucketLifecycleConfigurationRequest,
  PutBucketLifecycleConfigurationOutput
>({
  schema: PutBucketLifecycleConfiguration$,
  accepts: ['Bucket', 'LifecycleConfiguration', 'ChecksumAlgorithm', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:PutLifecycleConfiguration'),
  handle(input, context) {
    const rules = input.LifecycleConfiguration?.Rules ?? [];
    if (rules.length === 0) throw malformedXml();
    const named = rules.map((rule) => ({ ...rule, ID: rule.ID ?? context.randomHex(18) }));
    named.forEach(checkRule);
    if (new Set(named.map(({ ID }) => ID)).size < named.length)
      throw invalidArgument('Rule ID must be unique. Found same ID for more than one rule');
    updateBucket(input, context, (bucket) => ({ ...bucket, lifecycle: JSON.stringify(named) }));
    return {};
  },
});

function checkRule(rule: LifecycleRule & { readonly ID: string }): void {
  if (rule.ID.length > 255) throw invalidArgument('ID length should not exceed allowed limit of 255');
  if (rule.Status !== 'Enabled' && rule.Status !== 'Disabled') throw malformedXml();
  if (rule.Filter !== undefined && rule.Prefix !== undefined) throw malformedXml();
  const actions = [
    rule.Expiration,
    rule.Transitions,
    rule.NoncurrentVersionTransitions,
    rule.NoncurrentVersionExpiration,
    rule.AbortIncompleteMultipartUpload,
  ];
  if (actions.every((action) => action === undefined)) throw malformedXml();
}
