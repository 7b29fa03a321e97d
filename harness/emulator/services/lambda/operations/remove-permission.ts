import { RemovePermission$ } from '@aws-sdk/client-lambda';
import type { RemovePermissionRequest } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { resourceNotFound } from '../errors.ts';
import { functionRef } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { resolveVersion } from '../resolve-version.ts';
import { checkRevision, newRevisionId } from '../revision.ts';
import { lambdaTables } from '../state.ts';

export const removePermission = defineOperation<RemovePermissionRequest, Record<string, never>>({
  schema: RemovePermission$,
  accepts: ['FunctionName', 'StatementId', 'Qualifier', 'RevisionId'],
  authorise(input, context) {
    const ref = functionRef(context, input.FunctionName, input.Qualifier);
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'RemovePermission')];
  },
  handle(input, context) {
    const ref = functionRef(context, input.FunctionName, input.Qualifier);
    const partition = context.partitionOf(ref.account, ref.region);
    resolveVersion(partition, ref);
    const { policies } = lambdaTables(partition);
    const key = `${ref.name}/${ref.qualifier ?? ''}`;
    const before = policies.get(key);
    if (before === undefined) throw resourceNotFound('No policy is associated with the given resource.');
    const statements = before.statements.filter(({ Sid }) => Sid !== input.StatementId);
    if (statements.length === before.statements.length) {
      throw resourceNotFound(`Statement ${input.StatementId} is not found in resource policy.`);
    }
    checkRevision(input.RevisionId, before.revisionId, 'policy');
    if (statements.length === 0) policies.delete(key);
    else policies.put(key, { statements, revisionId: newRevisionId() });
    return {};
  },
});
