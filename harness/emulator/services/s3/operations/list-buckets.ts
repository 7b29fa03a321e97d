import { ListBuckets$ } from '@aws-sdk/client-s3';
import type { ListBucketsOutput, ListBucketsRequest } from '@aws-sdk/client-s3';
import { defineOperation } from '../../../kernel/operation.ts';
import type { OperationContext } from '../../../kernel/context.ts';
import { invalidArgument } from '../errors.ts';
import { makeToken, readToken } from '../list-parameters.ts';
import { ownerOf } from '../owner.ts';
import { bucketNames, buckets } from '../state.ts';
import type { Bucket } from '../state.ts';

interface Mine {
  readonly bucket: Bucket;
  readonly region: string;
}

export const listBuckets = defineOperation<ListBucketsRequest, ListBucketsOutput>({
  schema: ListBuckets$,
  accepts: ['MaxBuckets', 'ContinuationToken', 'Prefix', 'BucketRegion'],
  authorise: () => [{ action: 's3:ListAllMyBuckets', resource: '*' }],
  handle(input, context) {
    const { MaxBuckets = 10_000, Prefix = '', BucketRegion, ContinuationToken } = input;
    if (!(MaxBuckets >= 1 && MaxBuckets <= 10_000))
      throw invalidArgument('Argument max-buckets must be an integer between 1 and 10000', 'max-buckets', String(MaxBuckets));
    const after = ContinuationToken === undefined ? undefined : readToken(ContinuationToken);
    const mine = ownedBuckets(Prefix, after, context).filter(({ region }) => BucketRegion === undefined || region === BucketRegion);
    const page = mine.slice(0, MaxBuckets);
    // AWS names the region only in paginated or filtered answers.
    const detailed = input.MaxBuckets !== undefined || input.Prefix !== undefined || BucketRegion !== undefined;
    const last = page.at(-1);
    return {
      Owner: ownerOf(context.account),
      Buckets: page.map(({ bucket, region }) => ({
        Name: bucket.name,
        CreationDate: new Date(bucket.createdAt),
        ...(detailed ? { BucketRegion: region, BucketArn: `arn:aws:s3:::${bucket.name}` } : {}),
      })),
      ...(input.Prefix === undefined ? {} : { Prefix }),
      ...(mine.length > page.length && last !== undefined ? { ContinuationToken: makeToken(last.bucket.name) } : {}),
    };
  },
});

function ownedBuckets(prefix: string, after: string | undefined, context: OperationContext): readonly Mine[] {
  const range = after === undefined ? { prefix } : { prefix, from: after, exclusive: true };
  return [...bucketNames(context).scan(range)].flatMap(([name, owner]) => {
    if (owner.account !== context.account) return [];
    const bucket = buckets(context.partitionOf(owner.account, owner.region)).get(name);
    return bucket === undefined ? [] : [{ bucket, region: owner.region }];
  });
}
