import {
  DeleteStackCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  type Stack,
  type StackResource,
} from '@aws-sdk/client-cloudformation';
import { DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { AwsClients } from '../../aws/accounts.ts';
import { everyPage } from '../../aws/every-page.ts';
import { readStack } from '../../deploy/read-stack.ts';
import { settle } from '../../deploy/settle.ts';
import { unlessAbsent } from '../unless-absent.ts';
import { bucket, emptyBucket } from './bucket.ts';
import type { KindOfThing } from './kind-of-thing.ts';

const limitMs = 300_000;

/** Those whose names begin with this; a module that the project has no more has one too. */
export const stacks: KindOfThing = {
  isThere: async (owner, prefix) => (await stacksOf(owner, prefix)).length > 0,
  remove: async (owner, prefix) => {
    const left: string[] = [];
    for (const stack of await stacksOf(owner, prefix)) left.push(...(await removeStack(owner, stack)));
    return left;
  },
};

async function stacksOf({ cloudFormation }: AwsClients, prefix: string): Promise<readonly Stack[]> {
  const all = await everyPage(async (NextToken) => {
    const { Stacks: items, NextToken: next } = await cloudFormation.send(new DescribeStacksCommand({ NextToken }));
    return { items, next };
  });
  return all.filter(({ StackName: name, StackStatus: status }) => name?.startsWith(prefix) === true && status !== 'DELETE_COMPLETE');
}

async function removeStack(owner: AwsClients, { StackId: id = '', StackName: name = '' }: Stack): Promise<readonly string[]> {
  const { cloudFormation } = owner;
  const before = await resourcesOf(owner, id);
  // A stack's deletion fails where a bucket of its own holds something.
  for (const Bucket of physicalIds(before, 'AWS::S3::Bucket')) if (await bucket.isThere(owner, Bucket)) await emptyBucket(owner, Bucket);
  await cloudFormation.send(new DeleteStackCommand({ StackName: id }));
  const end = await settle(
    `delete of stack ${name}`,
    () => readStack(owner, id),
    (now) => now === null || now.StackStatus === 'DELETE_COMPLETE' || now.StackStatus === 'DELETE_FAILED',
    limitMs,
  );
  if (end?.StackStatus === 'DELETE_FAILED') return [`stack ${name}: ${end.StackStatusReason ?? 'it could not be deleted'}.`];
  // Lambda made them, at a function's first call.
  for (const physicalId of physicalIds(before, 'AWS::Lambda::Function'))
    await unlessAbsent(
      owner.logs.send(new DeleteLogGroupCommand({ logGroupName: `/aws/lambda/${physicalId}` })),
      'ResourceNotFoundException',
    );
  return end === null ? [] : keptOf(name, await resourcesOf(owner, id));
}

async function resourcesOf({ cloudFormation }: AwsClients, StackName: string): Promise<readonly StackResource[]> {
  return (await cloudFormation.send(new DescribeStackResourcesCommand({ StackName }))).StackResources ?? [];
}

function physicalIds(resources: readonly StackResource[], type: string): readonly string[] {
  return resources.flatMap(({ PhysicalResourceId: id, ResourceType }) => (ResourceType === type && id !== undefined ? [id] : []));
}

/** What the template says is to be kept. */
function keptOf(name: string, resources: readonly StackResource[]): readonly string[] {
  return resources
    .filter(({ ResourceStatus: status }) => status === 'DELETE_SKIPPED')
    .map(({ ResourceType: type = '', PhysicalResourceId: id = '' }) => `${type} ${id}, which the template of ${name} retains.`);
}
