import { join } from 'node:path';
import { CloudFormationClient, DescribeStackResourcesCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetAliasCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { DeployedFunction } from '../../../src/model/deployment.ts';
import { startEmulatorProcess } from '../../emulator/process.ts';
import type { RehearsedProject } from './rehearsed-project.ts';

/** The percent of each function's traffic that goes to another version than `former`, by its alias `live`, in a world that is down. */
export async function sharesInAccount(
  { out }: Pick<RehearsedProject, 'out'>,
  account: string,
  former: readonly DeployedFunction[],
): Promise<Readonly<Record<string, number>>> {
  const dataDir = join(out, 'state/world/emulator');
  await using emulator = await startEmulatorProcess({ dataDir, accounts: [account], seed: 1, lifetime: 'parent' });
  const credentials = emulator.rootKeys[account];
  if (credentials === undefined) throw new Error('the emulator gave no root key');
  const at = { endpoint: emulator.endpoint, region: 'eu-west-1', credentials };
  using clients = new DisposableStack();
  const lambda = clients.adopt(new LambdaClient(at), (one) => one.destroy());
  const physicalIds = await physicalIdsIn(clients.adopt(new CloudFormationClient(at), (one) => one.destroy()));
  const shares: Record<string, number> = {};
  for (const { function: name, version } of former) {
    const FunctionName = physicalIds.get(name);
    if (FunctionName === undefined) throw new Error(`account ${account} has no function ${name}`);
    const { FunctionVersion, RoutingConfig } = await lambda.send(new GetAliasCommand({ FunctionName, Name: 'live' }));
    const weights = RoutingConfig?.AdditionalVersionWeights ?? {};
    const others = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
    const formerWeight = FunctionVersion === version ? 1 - others : (weights[version] ?? 0);
    shares[name] = Math.round((1 - formerWeight) * 1e4) / 100;
  }
  return shares;
}

async function physicalIdsIn(cloudFormation: CloudFormationClient): Promise<ReadonlyMap<string, string>> {
  const { Stacks: stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({}));
  const ids = new Map<string, string>();
  for (const { StackName } of stacks) {
    const { StackResources: resources = [] } = await cloudFormation.send(new DescribeStackResourcesCommand({ StackName }));
    for (const { LogicalResourceId: logical = '', PhysicalResourceId: physical = '' } of resources) ids.set(logical, physical);
  }
  return ids;
}
