import { ListEventSourceMappings$ } from '@aws-sdk/client-lambda';
import type { ListEventSourceMappingsRequest, ListEventSourceMappingsResponse } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { mappingView } from '../event-source-mappings/mapping-view.ts';
import { functionRef } from '../function-ref.ts';
import { page } from '../page.ts';
import { lambdaTables } from '../state.ts';

export const listEventSourceMappings = defineOperation<ListEventSourceMappingsRequest, ListEventSourceMappingsResponse>({
  schema: ListEventSourceMappings$,
  accepts: ['EventSourceArn', 'FunctionName', 'Marker', 'MaxItems'],
  authorise: () => [{ action: 'lambda:ListEventSourceMappings', resource: '*' }],
  handle(input, context) {
    const { EventSourceArn: source, FunctionName, Marker, MaxItems } = input;
    const ref = FunctionName === undefined ? undefined : functionRef(context, FunctionName);
    const { items, next } = page(
      lambdaTables(context.state).eventSourceMappings.scan(),
      Marker,
      MaxItems,
      (row) =>
        (source === undefined || row.eventSourceArn === source) &&
        (ref === undefined || (row.functionName === ref.name && row.qualifier === ref.qualifier)),
    );
    return {
      EventSourceMappings: items.map((row) => mappingView(context.state, row)),
      ...(next === undefined ? {} : { NextMarker: next }),
    };
  },
});
