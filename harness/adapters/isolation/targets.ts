import { ListStacksCommand, StackStatus } from '@aws-sdk/client-cloudformation';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { ListFunctionUrlConfigsCommand } from '@aws-sdk/client-lambda';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { DescribeParametersCommand } from '@aws-sdk/client-ssm';
import type { AwsClients } from '../aws/accounts.ts';
import { everyPage } from '../aws/every-page.ts';
import { functionsOf } from './functions-of.ts';

export const targetKinds = ['role', 'bucket', 'secret', 'function', 'url', 'stack', 'parameter', 'log group'] as const;
export type TargetKind = (typeof targetKinds)[number];

export interface Target {
  readonly kind: TargetKind;
  /** What a person calls it. */
  readonly name: string;
  /** What a call from another account has to say: an ARN; of a bucket its name. */
  readonly reference: string;
  readonly region: string;
}

type Listing = (
  clients: AwsClients,
  place: { readonly account: string; readonly region: string },
) => Promise<readonly Omit<Target, 'region'>[]>;

/** What IAM and S3 list is the same in every region. */
const everywhere: ReadonlySet<TargetKind> = new Set(['role', 'bucket']);

/**
 * All that the account holds and that IAM protects, by kind, in each region in which it holds something. Roles that only AWS's own services may
 * take are no door.
 */
export async function targetsOf(
  clientsIn: (region: string) => AwsClients,
  { account, regions }: { readonly account: string; readonly regions: readonly string[] },
): Promise<readonly Target[]> {
  const [first] = regions;
  const listed = regions.map((region) => {
    const kinds = targetKinds.filter((kind) => region === first || !everywhere.has(kind));
    return kinds.map(async (kind) => {
      const found = await listings[kind](clientsIn(region), { account, region });
      return found.map((target) => ({ ...target, name: region === first ? target.name : `${target.name} in ${region}`, region }));
    });
  });
  return (await Promise.all(listed.flat())).flat();
}

const listings: Readonly<Record<TargetKind, Listing>> = {
  role: async ({ iam }) => {
    const roles = await everyPage(async (Marker) => {
      const page = await iam.send(new ListRolesCommand({ Marker, MaxItems: 1000 }));
      return { items: page.Roles, next: page.Marker };
    });
    return roles.map(({ RoleName: name = '', Arn: reference = '' }) => ({ kind: 'role', name, reference }));
  },
  bucket: async ({ s3 }) => {
    const buckets = await everyPage(async (ContinuationToken) => {
      const page = await s3.send(new ListBucketsCommand({ ContinuationToken }));
      return { items: page.Buckets, next: page.ContinuationToken };
    });
    return buckets.map(({ Name: name = '' }) => ({ kind: 'bucket', name, reference: name }));
  },
  secret: async ({ secrets }) => {
    const list = await everyPage(async (NextToken) => {
      const page = await secrets.send(new ListSecretsCommand({ NextToken, MaxResults: 100 }));
      return { items: page.SecretList, next: page.NextToken };
    });
    return list.map(({ Name: name = '', ARN: reference = '' }) => ({ kind: 'secret', name, reference }));
  },
  function: async ({ lambda }) => {
    const functions = await functionsOf(lambda);
    return functions.map(({ FunctionName: name = '', FunctionArn: reference = '' }) => ({ kind: 'function', name, reference }));
  },
  // One that is open to everybody is open to the other environments too, by the template's own word.
  url: async ({ lambda }) => {
    const functions = await functionsOf(lambda);
    const urls = await Promise.all(
      functions.map(async ({ FunctionName: name = '' }) => {
        const { FunctionUrlConfigs: configs = [] } = await lambda.send(new ListFunctionUrlConfigsCommand({ FunctionName: name }));
        const guarded = configs.filter(({ AuthType: auth }) => auth === 'AWS_IAM');
        return guarded.map(({ FunctionUrl: reference = '' }): Omit<Target, 'region'> => ({ kind: 'url', name: `of ${name}`, reference }));
      }),
    );
    return urls.flat();
  },
  stack: async ({ cloudFormation }) => {
    const stacks = await everyPage(async (NextToken) => {
      const page = await cloudFormation.send(new ListStacksCommand({ NextToken }));
      return { items: page.StackSummaries, next: page.NextToken };
    });
    return stacks
      .filter(({ StackStatus: status }) => status !== StackStatus.DELETE_COMPLETE)
      .map(({ StackName: name = '', StackId: reference = '' }) => ({ kind: 'stack', name, reference }));
  },
  parameter: async ({ ssm }, { account, region }) => {
    const parameters = await everyPage(async (NextToken) => {
      const page = await ssm.send(new DescribeParametersCommand({ NextToken, MaxResults: 50 }));
      return { items: page.Parameters, next: page.NextToken };
    });
    return parameters.map(({ Name: name = '' }) => ({
      kind: 'parameter',
      name,
      reference: `arn:aws:ssm:${region}:${account}:parameter/${name.replace(/^\//, '')}`,
    }));
  },
  'log group': async ({ logs }) => {
    const groups = await everyPage(async (nextToken) => {
      const page = await logs.send(new DescribeLogGroupsCommand({ nextToken, limit: 50 }));
      return { items: page.logGroups, next: page.nextToken };
    });
    return groups.map(({ logGroupName: name = '', logGroupArn, arn = '' }) => ({
      kind: 'log group',
      name,
      reference: logGroupArn ?? arn.replace(/:\*$/, ''),
    }));
  },
};
