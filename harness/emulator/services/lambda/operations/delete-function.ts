import { DeleteFunction$ } from '@aws-sdk/client-lambda';
import type { DeleteFunctionRequest, DeleteFunctionResponse } from '@aws-sdk/client-lambda';
import type { Table } from '../../../accounts/state.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidParameterValue, resourceConflict } from '../errors.ts';
import { functionRef } from '../function-ref.ts';
import type { FunctionRef } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { functionKeyOf, isVersion } from '../invoke-function.ts';
import { requireFunction } from '../resolve-version.ts';
import { runningLambda } from '../running-lambda.ts';
import { lambdaTables, latest, versionKey } from '../state.ts';
import type { LambdaTables } from '../state.ts';

export const deleteFunction = defineOperation<DeleteFunctionRequest, DeleteFunctionResponse>({
  schema: DeleteFunction$,
  accepts: ['FunctionName', 'Qualifier'],
  authorise(input, context) {
    const ref = functionRef(context, input.FunctionName, input.Qualifier);
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'DeleteFunction')];
  },
  async handle(input, context) {
    const ref = functionRef(context, input.FunctionName, input.Qualifier);
    const partition = context.partitionOf(ref.account, ref.region);
    const tables = lambdaTables(partition);
    const running = runningLambda(context);
    requireFunction(partition, ref);
    if (ref.qualifier !== undefined) {
      deleteVersion(tables, ref, ref.qualifier);
      running.fleet.retire(functionKeyOf(ref), isVersion(ref.qualifier));
      return { StatusCode: 204 };
    }
    const urls = [...tables.urls.scan({ prefix: `${ref.name}/` })].map(([, row]) => row.urlId);
    context.transaction(() => {
      tables.functions.delete(ref.name);
      for (const table of [tables.versions, tables.aliases, tables.policies, tables.urls, tables.eventInvokeConfigs])
        deleteAll(table, `${ref.name}/`);
    });
    running.fleet.retire(functionKeyOf(ref));
    await Promise.all(urls.map((urlId) => running.urls.close(urlId)));
    return { StatusCode: 204 };
  },
});

function deleteVersion(tables: LambdaTables, ref: FunctionRef, version: string): void {
  if (version === latest) throw invalidParameterValue('$LATEST version cannot be deleted without deleting the function.');
  if (!/^\d+$/.test(version)) throw invalidParameterValue('Deletion of aliases is not currently supported.');
  const aliases = [...tables.aliases.scan({ prefix: `${ref.name}/` })].map(([, alias]) => alias);
  const using = aliases.filter((alias) => alias.version === version || alias.additional?.version === version).map(({ name }) => name);
  if (using.length > 0) {
    throw resourceConflict(`Unable to delete version because the following aliases reference it: [${using.join(', ')}]`);
  }
  // A version that isn't there is deleted already, as AWS sees it.
  tables.versions.delete(versionKey(ref.name, version));
  tables.policies.delete(`${ref.name}/${version}`);
}

function deleteAll(table: Pick<Table<unknown>, 'scan' | 'delete'>, prefix: string): void {
  for (const [key] of table.scan({ prefix })) table.delete(key);
}
