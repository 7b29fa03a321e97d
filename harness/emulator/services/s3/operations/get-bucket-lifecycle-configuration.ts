import { GetBucketLifecycleConfiguration$ } from '@aws-sdk/client-s3';
import type { GetBucketLifecycleConfigurationOutput, GetBucketLifecycleConfigurationRequest, LifecycleRule } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import { findBucket } from '../bucket-access.ts';
import { noSuchLifecycleConfiguration } from '../errors.ts';
import { bucketAction } from '../object-wants.ts';

export const getBucketLifecycleConfiguration = defineOperation<
  GetBucketLifecycleConfigurationRequest,
  GetBucketLifecycleConfigurationOutput
>({
  schema: GetBucketLifecycleConfiguration$,
  accepts: ['Bucket', 'ExpectedBucketOwner'],
  authorise: bucketAction('s3:GetLifecycleConfiguration'),
  handle(input, context) {
    const { bucket } = findBucket(input, context);
    if (bucket.lifecycle === undefined) throw noSuchLifecycleConfiguration(bucket.name);
    return {
      Rules: (JSON.parse(bucket.lifecycle) as readonly LifecycleRule[]).map(withDates),
      TransitionDefaultMinimumObjectSize: undefined,
    };
  },
});

/** Dates were kept as text. */
function withDates(rule: LifecycleRule): LifecycleRule {
  return {
    ...rule,
    ...(rule.Expiration?.Date === undefined ? {} : { Expiration: { ...rule.Expiration, Date: new Date(rule.Expiration.Date) } }),
    ...(rule.Transitions === undefined
      ? {}
      : {
          Transitions: rule.Transitions.map((transition) =>
            transition.Date === undefined ? transition : { ...transition, Date: new Date(transition.Date) },
          ),
        }),
  };
}
