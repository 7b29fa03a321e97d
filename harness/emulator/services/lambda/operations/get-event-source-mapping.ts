import { GetEventSourceMapping$ } from '@aws-sdk/client-lambda';
import type { EventSourceMappingConfiguration, GetEventSourceMappingRequest } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { requireMapping } from '../event-source-mappings/find-mapping.ts';
import { mappingWant } from '../event-source-mappings/mapping-arn.ts';
import { mappingView } from '../event-source-mappings/mapping-view.ts';

export const getEventSourceMapping = defineOperation<GetEventSourceMappingRequest, EventSourceMappingConfiguration>({
  schema: GetEventSourceMapping$,
  accepts: ['UUID'],
  authorise: (input, context) => [mappingWant('GetEventSourceMapping', context.state, input.UUID ?? '')],
  handle: (input, context) => mappingView(context.state, requireMapping(context.state, input.UUID)),
});
