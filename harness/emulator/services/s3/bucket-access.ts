import { parsePolicy } from '../../accounts/policy-document.ts';
import type { PolicyDocument, Want } from '../../accounts/policy.ts';
import type { Partition } from '../../accounts/state.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { accessDenied, noSuchBucket } from './errors.ts';
import { isPublicPolicy } from './is-public-policy.ts';
import { bucketNames, buckets } from './state.ts';
import type { Bucket } from './state.ts';

/** A bucket and where its owner keeps it. */
export interface FoundBucket {
  readonly bucket: Bucket;
  readonly account: string;
  readonly region: string;
  readonly state: Partition;
}

export interface BucketRequest {
  readonly Bucket: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

/** The bucket that a request names, whoever owns it. Throws NoSuchBucket, or AccessDenied where the owner isn't the expected one. */
export function findBucket(input: BucketRequest, context: OperationContext): FoundBucket {
  const name = input.Bucket ?? '';
  const owner = bucketNames(context).get(name);
  if (owner === undefined) throw noSuchBucket(name);
  if (input.ExpectedBucketOwner !== undefined && input.ExpectedBucketOwner !== owner.account) throw accessDenied();
  const state = context.partitionOf(owner.account, owner.region);
  const bucket = buckets(state).get(name);
  if (bucket === undefined) throw new Error(`Bucket ${name} is listed for account ${owner.account} but its row is missing.`);
  return { bucket, state, ...owner };
}

export type ConditionKeys = Readonly<Record<string, string | readonly string[] | undefined>>;

export function wantOnBucket(found: FoundBucket, context: OperationContext, action: string, conditionKeys: ConditionKeys = {}): Want {
  return wantOn(found, context, action, `arn:aws:s3:::${found.bucket.name}`, conditionKeys);
}

export function wantOnObject(
  found: FoundBucket,
  context: OperationContext,
  action: string,
  key: string,
  conditionKeys: ConditionKeys = {},
): Want {
  return wantOn(found, context, action, `arn:aws:s3:::${found.bucket.name}/${key}`, conditionKeys);
}

function wantOn(found: FoundBucket, context: OperationContext, action: string, resource: string, conditionKeys: ConditionKeys): Want {
  const resourcePolicy = effectivePolicy(found, context);
  return {
    action,
    resource,
    resourceAccount: found.account,
    ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
    conditionKeys: present({ 's3:ResourceAccount': found.account, ...conditionKeys }),
  };
}

/**
 * RestrictPublicBuckets: a public policy then lets in only the owner's own account and AWS services; its denials stay.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
function effectivePolicy({ bucket, account }: FoundBucket, { principal }: OperationContext): PolicyDocument | undefined {
  if (bucket.policy === undefined) return undefined;
  const policy = parsePolicy(bucket.policy);
  const foreign = principal.kind === 'anonymous' || (principal.kind !== 'service' && principal.account !== account);
  if (!foreign || bucket.publicAccessBlock?.RestrictPublicBuckets !== true || !isPublicPolicy(policy)) return policy;
  return { ...policy, Statement: policy.Statement.filter((statement) => statement.Effect === 'Deny') };
}

function present(keys: ConditionKeys): Readonly<Record<string, string | readonly string[]>> {
  return Object.fromEntries(Object.entries(keys).filter((entry): entry is [string, string | readonly string[]] => entry[1] !== undefined));
}
