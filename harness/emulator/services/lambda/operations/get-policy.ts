import { GetPolicy$ } from '@aws-sdk/client-lambda';
import type { GetPolicyRequest, GetPolicyResponse } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { resourceNotFound } from '../errors.ts';
import { functionRef } from '../function-ref.ts';
import { functionWant, policyOf } from '../function-wants.ts';
import { resolveVersion } from '../resolve-version.ts';
import { lambdaTables } from '../state.ts';

export const getPolicy = defineOperation<GetPolicyRequest, GetPolicyResponse>({
  schema: GetPolicy$,
  accepts: ['FunctionName', 'Qualifier'],
  authorise(input, context) {
    const ref = functionRef(context, input.FunctionName, input.Qualifier);
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'GetPolicy')];
  },
  handle(input, context) {
    const ref = functionRef(context, input.FunctionName, input.Qualifier);
    const partition = context.partitionOf(ref.account, ref.region);
    resolveVersion(partition, ref);
    const policy = policyOf(partition, ref);
    const row = lambdaTables(partition).policies.get(`${ref.name}/${ref.qualifier ?? ''}`);
    if (policy === undefined || row === undefined) throw resourceNotFound('The resource you requested does not exist.');
    return { Policy: JSON.stringify(policy), RevisionId: row.revisionId };
  },
});
