import { ListFunctions$ } from '@aws-sdk/client-lambda';
import type { ListFunctionsRequest, ListFunctionsResponse } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { configurationView } from '../configuration-view.ts';
import { page } from '../page.ts';
import { lambdaTables, latest } from '../state.ts';

export const listFunctions = defineOperation<ListFunctionsRequest, ListFunctionsResponse>({
  schema: ListFunctions$,
  accepts: ['FunctionVersion', 'Marker', 'MaxItems'],
  authorise: () => [{ action: 'lambda:ListFunctions', resource: '*' }],
  handle(input, { account, region, state }) {
    const all = input.FunctionVersion === 'ALL';
    const { items, next } = page(lambdaTables(state).versions.scan(), input.Marker, input.MaxItems, (row) => all || row.version === latest);
    const Functions = items.map((row) =>
      configurationView({ account, region, name: row.functionName, ...(all ? { qualifier: row.version } : {}) }, row),
    );
    return { Functions, ...(next === undefined ? {} : { NextMarker: next }) };
  },
});
