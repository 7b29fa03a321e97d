import { boolean, integer, listOf, objectOf, oneOf, string, type Shape } from '../template/shape.ts';

interface CloudFormationRule {
  readonly Id?: string;
  readonly Status: string;
  readonly Prefix?: string;
  readonly ExpirationInDays?: number;
  readonly ExpiredObjectDeleteMarker?: boolean;
  readonly NoncurrentVersionExpiration?: { readonly NoncurrentDays: number; readonly NewerNoncurrentVersions?: number };
  readonly NoncurrentVersionExpirationInDays?: number;
  readonly AbortIncompleteMultipartUpload?: { readonly DaysAfterInitiation: number };
}

export interface BucketLifecycle {
  readonly Rules: readonly CloudFormationRule[];
}

export const bucketLifecycleShape: Shape = objectOf(
  {
    Rules: {
      required: true,
      shape: listOf(
        objectOf(
          {
            Id: { shape: string },
            Status: { shape: oneOf('Enabled', 'Disabled'), required: true },
            Prefix: { shape: string },
            ExpirationInDays: { shape: integer },
            ExpiredObjectDeleteMarker: { shape: boolean },
            NoncurrentVersionExpiration: {
              shape: objectOf({ NoncurrentDays: { shape: integer, required: true }, NewerNoncurrentVersions: { shape: integer } }),
            },
            NoncurrentVersionExpirationInDays: { shape: integer },
            AbortIncompleteMultipartUpload: { shape: objectOf({ DaysAfterInitiation: { shape: integer, required: true } }) },
          },
          [
            'ExpirationDate',
            'NoncurrentVersionTransition',
            'NoncurrentVersionTransitions',
            'ObjectSizeGreaterThan',
            'ObjectSizeLessThan',
            'TagFilters',
            'Transition',
            'Transitions',
          ],
        ),
      ),
    },
  },
  ['TransitionDefaultMinimumObjectSize'],
);

/** The rules as S3 takes them: CloudFormation has names of its own for some. */
export function lifecycleRules({ Rules }: BucketLifecycle): readonly Record<string, unknown>[] {
  return Rules.map((rule) => {
    const { Id, Status, Prefix = '', ExpirationInDays, ExpiredObjectDeleteMarker, NoncurrentVersionExpirationInDays } = rule;
    const expiration = {
      ...(ExpirationInDays === undefined ? {} : { Days: ExpirationInDays }),
      ...(ExpiredObjectDeleteMarker === undefined ? {} : { ExpiredObjectDeleteMarker }),
    };
    const noncurrent =
      rule.NoncurrentVersionExpiration ??
      (NoncurrentVersionExpirationInDays === undefined ? undefined : { NoncurrentDays: NoncurrentVersionExpirationInDays });
    return {
      ...(Id === undefined ? {} : { ID: Id }),
      Status,
      Filter: { Prefix },
      ...(Object.keys(expiration).length === 0 ? {} : { Expiration: expiration }),
      ...(noncurrent === undefined ? {} : { NoncurrentVersionExpiration: noncurrent }),
      ...(rule.AbortIncompleteMultipartUpload === undefined ? {} : { AbortIncompleteMultipartUpload: rule.AbortIncompleteMultipartUpload }),
    };
  });
}
