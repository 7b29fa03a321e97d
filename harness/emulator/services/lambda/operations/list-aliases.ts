import { ListAliases$ } from '@aws-sdk/client-lambda';
import type { ListAliasesRequest, ListAliasesResponse } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { aliasView } from '../alias-view.ts';
import { functionRef, unqualified } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { page } from '../page.ts';
import { requireFunction } from '../resolve-version.ts';
import { lambdaTables } from '../state.ts';

export const listAliases = defineOperation<ListAliasesRequest, ListAliasesResponse>({
  schema: ListAliases$,
  accepts: ['FunctionName', 'FunctionVersion', 'Marker', 'MaxItems'],
  authorise(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'ListAliases')];
  },
  handle(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    const partition = context.partitionOf(ref.account, ref.region);
    requireFunction(partition, ref);
    const { FunctionVersion: version, Marker, MaxItems } = input;
    const { items, next } = page(
      lambdaTables(partition).aliases.scan({ prefix: `${ref.name}/` }),
      Marker,
      MaxItems,
      (row) => version === undefined || row.version === version || row.additional?.version === version,
    );
    return { Aliases: items.map((row) => aliasView(ref, row)), ...(next === undefined ? {} : { NextMarker: next }) };
  },
});
