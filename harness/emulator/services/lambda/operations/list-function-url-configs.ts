import { ListFunctionUrlConfigs$ } from '@aws-sdk/client-lambda';
import type { ListFunctionUrlConfigsRequest, ListFunctionUrlConfigsResponse } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { functionRef, unqualified } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { urlConfig } from '../function-urls/url-config.ts';
import { page } from '../page.ts';
import { requireFunction } from '../resolve-version.ts';
import { lambdaTables } from '../state.ts';

export const listFunctionUrlConfigs = defineOperation<ListFunctionUrlConfigsRequest, ListFunctionUrlConfigsResponse>({
  schema: ListFunctionUrlConfigs$,
  accepts: ['FunctionName', 'Marker', 'MaxItems'],
  authorise(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'ListFunctionUrlConfigs')];
  },
  handle(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    const partition = context.partitionOf(ref.account, ref.region);
    requireFunction(partition, ref);
    const { items, next } = page(lambdaTables(partition).urls.scan({ prefix: `${ref.name}/` }), input.Marker, input.MaxItems);
    return { FunctionUrlConfigs: items.map((row) => urlConfig(ref, row)), ...(next === undefined ? {} : { NextMarker: next }) };
  },
});
