import { DeleteEventSourceMapping$ } from '@aws-sdk/client-lambda';
import type { DeleteEventSourceMappingRequest, EventSourceMappingConfiguration } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { requireMapping } from '../event-source-mappings/find-mapping.ts';
import { mappingWant } from '../event-source-mappings/mapping-arn.ts';
import { mappingView } from '../event-source-mappings/mapping-view.ts';
import { lambdaTables } from '../state.ts';

/** A poll that is open takes one more batch to the function, as on AWS while a mapping is `Deleting`. */
export const deleteEventSourceMapping = defineOperation<DeleteEventSourceMappingRequest, EventSourceMappingConfiguration>({
  schema: DeleteEventSourceMapping$,
  accepts: ['UUID'],
  authorise: (input, context) => [mappingWant('DeleteEventSourceMapping', context.state, input.UUID ?? '')],
  handle(input, context) {
    const row = requireMapping(context.state, input.UUID);
    lambdaTables(context.state).eventSourceMappings.delete(row.uuid);
    return mappingView(context.state, row, 'Deleting');
  },
});
