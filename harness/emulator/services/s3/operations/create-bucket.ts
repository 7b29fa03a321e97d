import { CreateBucket$ } from '@aws-sdk/client-s3';
import type { CreateBucketOutput, CreateBucketRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import type { OperationContext } from '../../../kernel/context.ts';
import { checkBucketName } from '../bucket-name.ts';
import * as errors from '../errors.ts';
import { bucketNames, buckets } from '../state.ts';
import { readTagSet } from '../tags.ts';

type Input = Pick<CreateBucketRequest, 'Bucket' | 'CreateBucketConfiguration' | 'ACL' | 'ObjectOwnership'>;

export const createBucket = defineOperation<CreateBucketRequest, CreateBucketOutput>({
  schema: CreateBucket$,
  accepts: ['Bucket', 'CreateBucketConfiguration', 'ACL', 'ObjectOwnership'],
  authorise: (input, context) => [
    {
      action: 's3:CreateBucket',
      resource: `arn:aws:s3:::${input.Bucket ?? ''}`,
      resourceAccount: context.account,
      conditionKeys: {
        's3:locationconstraint': input.CreateBucketConfiguration?.LocationConstraint ?? context.region,
        ...(input.ACL === undefined ? {} : { 's3:x-amz-acl': input.ACL }),
        ...(input.ObjectOwnership === undefined ? {} : { 's3:x-amz-object-ownership': input.ObjectOwnership }),
      },
    },
  ],
  handle(input, context) {
    const name = input.Bucket ?? '';
    checkBucketName(name);
    checkSettings(input);
    const region = locationOf(input, context);
    context.transaction(() => claim(name, region, input, context));
    return { Location: region === 'us-east-1' ? `/${name}` : `http://${name}.s3.amazonaws.com/`, BucketArn: `arn:aws:s3:::${name}` };
  },
});

function checkSettings(input: Input): void {
  if (input.ACL !== undefined && input.ACL !== 'private') throw errors.bucketAclWithOwnership();
  if (input.ObjectOwnership !== undefined && input.ObjectOwnership !== 'BucketOwnerEnforced')
    throw errors.notImplemented(`x-amz-object-ownership: ${input.ObjectOwnership}`);
  const { LocationConstraint: _, Tags: __, ...others } = input.CreateBucketConfiguration ?? {};
  for (const [member, value] of Object.entries(others)) if (value !== undefined) throw errors.notImplemented(member);
}

/** us-east-1 takes no constraint of its own name; elsewhere the constraint must be the region that the request was sent to. */
function locationOf(input: Input, context: OperationContext): string {
  const constraint: string | undefined = input.CreateBucketConfiguration?.LocationConstraint;
  const here = context.region;
  if (constraint === undefined || constraint === '') {
    if (here === 'us-east-1') return here;
    throw errors.illegalLocationConstraint('unspecified');
  }
  if (constraint === 'us-east-1' || !/^(EU|[a-z]{2}(-[a-z]+)+-\d)$/.test(constraint)) throw errors.invalidLocationConstraint(constraint);
  const region = constraint === 'EU' ? 'eu-west-1' : constraint;
  // The us-east-1 endpoint is S3's global one: it creates buckets anywhere.
  if (region !== here && here !== 'us-east-1') throw errors.illegalLocationConstraint(constraint);
  return region;
}

function claim(name: string, region: string, input: Input, context: OperationContext): void {
  const owner = bucketNames(context).get(name);
  if (owner !== undefined) {
    if (owner.account !== context.account) throw errors.bucketAlreadyExists(name);
    // us-east-1 answers 200 to its own second creation, for old clients' sake.
    if (owner.region === 'us-east-1' && context.region === 'us-east-1') return;
    throw errors.bucketAlreadyOwnedByYou(name);
  }
  const tags = input.CreateBucketConfiguration?.Tags;
  bucketNames(context).put(name, { account: context.account, region });
  buckets(context.partitionOf(context.account, region)).put(name, {
    name,
    createdAt: context.now().toISOString(),
    ...(tags === undefined || tags.length === 0 ? {} : { tags: readTagSet(tags, 'bucket') }),
    // Since April 2023 new buckets block public access and have ACLs off.
    publicAccessBlock: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
    ownershipControls: true,
  });
}
