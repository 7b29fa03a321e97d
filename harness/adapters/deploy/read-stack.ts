import {
  CloudFormationServiceException,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  type Stack,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import type { AwsClients } from '../aws/accounts.ts';

/** The stack as the account describes it; null where there is none. */
export async function readStack(clients: AwsClients, name: string): Promise<Stack | null> {
  try {
    const { Stacks: stacks } = await clients.cloudFormation.send(new DescribeStacksCommand({ StackName: name }));
    return stacks?.[0] ?? null;
  } catch (error) {
    // CloudFormation says "does not exist" with a ValidationError and no code of its own.
    if (error instanceof CloudFormationServiceException && error.name === 'ValidationError' && error.message.includes('does not exist'))
      return null;
    throw error;
  }
}

/** Physical id by logical id. */
export async function readPhysicalIds(clients: AwsClients, name: string): Promise<Readonly<Record<string, string>>> {
  const { StackResources: resources = [] } = await clients.cloudFormation.send(new DescribeStackResourcesCommand({ StackName: name }));
  return Object.fromEntries(
    resources.flatMap(({ LogicalResourceId: logical, PhysicalResourceId: physical }) =>
      logical === undefined || physical === undefined ? [] : [[logical, physical]],
    ),
  );
}

export function outputsOf(stack: Stack): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (stack.Outputs ?? []).flatMap(({ OutputKey: key, OutputValue: value }) =>
      key === undefined || value === undefined ? [] : [[key, value]],
    ),
  );
}

/** The account's own words for every resource that failed since `since`, oldest first. */
export async function readFailures(clients: AwsClients, name: string, since: Date): Promise<readonly StackEvent[]> {
  const { StackEvents: events = [] } = await clients.cloudFormation.send(new DescribeStackEventsCommand({ StackName: name }));
  return events.filter((event) => (event.Timestamp ?? since) >= since && (event.ResourceStatus ?? '').endsWith('_FAILED')).toReversed();
}
