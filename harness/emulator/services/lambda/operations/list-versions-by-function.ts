import { ListVersionsByFunction$ } from '@aws-sdk/client-lambda';
import type { ListVersionsByFunctionRequest, ListVersionsByFunctionResponse } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { configurationView } from '../configuration-view.ts';
import { functionRef, unqualified } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { page } from '../page.ts';
import { requireFunction } from '../resolve-version.ts';
import { lambdaTables } from '../state.ts';

export const listVersionsByFunction = defineOperation<ListVersionsByFunctionRequest, ListVersionsByFunctionResponse>({
  schema: ListVersionsByFunction$,
  accepts: ['FunctionName', 'Marker', 'MaxItems'],
  authorise(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'ListVersionsByFunction')];
  },
  handle(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    const partition = context.partitionOf(ref.account, ref.region);
    requireFunction(partition, ref);
    const { items, next } = page(lambdaTables(partition).versions.scan({ prefix: `${ref.name}/` }), input.Marker, input.MaxItems);
    const Versions = items.map((row) => configurationView({ ...ref, qualifier: row.version }, row));
    return { Versions, ...(next === undefined ? {} : { NextMarker: next }) };
  },
});
