import type { Want } from '../../../accounts/policy.ts';
import type { Partition } from '../../../accounts/state.ts';
import { functionArn } from '../function-ref.ts';
import { lambdaTables } from '../state.ts';
import type { EventSourceMappingRow } from '../state.ts';

type Owner = Pick<Partition, 'account' | 'region'>;

export const mappingArn = ({ account, region }: Owner, uuid: string): string =>
  `arn:aws:lambda:${region}:${account}:event-source-mapping:${uuid}`;

export const mappedFunctionArn = (
  owner: Owner,
  { functionName: name, qualifier }: Pick<EventSourceMappingRow, 'functionName' | 'qualifier'>,
): string => functionArn({ account: owner.account, region: owner.region, name, ...(qualifier === undefined ? {} : { qualifier }) });

/** The want to do `action` to a mapping that is there, whose function policies may name. */
export function mappingWant(action: string, partition: Partition, uuid: string): Want {
  const row = lambdaTables(partition).eventSourceMappings.get(uuid);
  return {
    action: `lambda:${action}`,
    resource: mappingArn(partition, uuid),
    ...(row === undefined ? {} : { conditionKeys: { 'lambda:FunctionArn': mappedFunctionArn(partition, row) } }),
  };
}
