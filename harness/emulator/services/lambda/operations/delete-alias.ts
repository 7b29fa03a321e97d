import { DeleteAlias$ } from '@aws-sdk/client-lambda';
import type { DeleteAliasRequest } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { requireAliasName } from '../alias-checks.ts';
import { resourceConflict } from '../errors.ts';
import { functionArn, functionRef, unqualified } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { requireFunction } from '../resolve-version.ts';
import { lambdaTables } from '../state.ts';

/** Deletes the alias with its policy. One that isn't there is deleted already, as AWS sees it. */
export const deleteAlias = defineOperation<DeleteAliasRequest, Record<string, never>>({
  schema: DeleteAlias$,
  accepts: ['FunctionName', 'Name'],
  authorise(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'DeleteAlias')];
  },
  handle(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    const partition = context.partitionOf(ref.account, ref.region);
    requireFunction(partition, ref);
    const key = `${ref.name}/${requireAliasName(input.Name)}`;
    const tables = lambdaTables(partition);
    if (tables.urls.get(key) !== undefined) {
      const arn = functionArn({ ...ref, qualifier: input.Name ?? '' });
      throw resourceConflict(`Unable to delete alias ${arn}, because it has a function URL. Delete the function URL first.`);
    }
    context.transaction(() => {
      tables.aliases.delete(key);
      tables.policies.delete(key);
    });
    return {};
  },
});
