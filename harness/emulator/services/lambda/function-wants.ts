import type { PolicyDocument, Want } from '../../accounts/policy.ts';
import type { Partition } from '../../accounts/state.ts';
import { functionArn } from './function-ref.ts';
import type { FunctionRef } from './function-ref.ts';
import { lambdaTables } from './state.ts';

/** The want to do `action` to a function. Its resource policy speaks too: that of exactly the qualifier that was named, as on AWS. */
export function functionWant(partition: Partition, ref: FunctionRef, action: string, conditionKeys?: Want['conditionKeys']): Want {
  const resourcePolicy = policyOf(partition, ref);
  return {
    action: `lambda:${action}`,
    resource: functionArn(ref),
    resourceAccount: ref.account,
    ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
    ...(conditionKeys === undefined ? {} : { conditionKeys }),
  };
}

export function policyOf(partition: Partition, { name, qualifier = '' }: FunctionRef): PolicyDocument | undefined {
  const row = lambdaTables(partition).policies.get(`${name}/${qualifier}`);
  return row === undefined ? undefined : { Version: '2012-10-17', Id: 'default', Statement: row.statements };
}
