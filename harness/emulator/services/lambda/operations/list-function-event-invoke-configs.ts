import { ListFunctionEventInvokeConfigs$ } from '@aws-sdk/client-lambda';
import type { ListFunctionEventInvokeConfigsRequest, ListFunctionEventInvokeConfigsResponse } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { configView } from '../event-invoke-config.ts';
import { functionRef, unqualified } from '../function-ref.ts';
import { functionWant } from '../function-wants.ts';
import { page } from '../page.ts';
import { requireFunction } from '../resolve-version.ts';
import { lambdaTables } from '../state.ts';

export const listFunctionEventInvokeConfigs = defineOperation<
  ListFunctionEventInvokeConfigsRequest,
  ListFunctionEventInvokeConfigsResponse
>({
  schema: ListFunctionEventInvokeConfigs$,
  accepts: ['FunctionName', 'Marker', 'MaxItems'],
  authorise(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    return [functionWant(context.partitionOf(ref.account, ref.region), ref, 'ListFunctionEventInvokeConfigs')];
  },
  handle(input, context) {
    const ref = unqualified(functionRef(context, input.FunctionName));
    const partition = context.partitionOf(ref.account, ref.region);
    requireFunction(partition, ref);
    const rows = lambdaTables(partition).eventInvokeConfigs.scan({ prefix: `${ref.name}/` });
    const { items, next } = page(rows, input.Marker, input.MaxItems);
    return {
      FunctionEventInvokeConfigs: items.map((row) => configView(ref, row)),
      ...(next === undefined ? {} : { NextMarker: next }),
    };
  },
});
