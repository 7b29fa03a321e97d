import { UpdateEventSourceMapping$ } from '@aws-sdk/client-lambda';
import type { EventSourceMappingConfiguration, UpdateEventSourceMappingRequest } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { checkSource } from '../event-source-mappings/check-source.ts';
import { requireMapping } from '../event-source-mappings/find-mapping.ts';
import { mappingWant } from '../event-source-mappings/mapping-arn.ts';
import { mappingFrom, mappingMembers } from '../event-source-mappings/mapping-input.ts';
import { functionOf } from '../event-source-mappings/mapped-queue.ts';
import { mappingView } from '../event-source-mappings/mapping-view.ts';
import { functionArn, functionRef, unqualified } from '../function-ref.ts';
import { resolveVersion } from '../resolve-version.ts';
import { runningLambda } from '../running-lambda.ts';
import { lambdaTables } from '../state.ts';
import type { EventSourceMappingRow } from '../state.ts';

export const updateEventSourceMapping = defineOperation<UpdateEventSourceMappingRequest, EventSourceMappingConfiguration>({
  schema: UpdateEventSourceMapping$,
  accepts: ['UUID', 'FunctionName', ...mappingMembers],
  authorise: (input, context) => [mappingWant('UpdateEventSourceMapping', context.state, input.UUID ?? '')],
  async handle(input, context) {
    const partition = context.state;
    const before = requireMapping(partition, input.UUID);
    const ref = input.FunctionName === undefined ? functionOf(partition, before) : functionRef(context, input.FunctionName);
    const { version } = resolveVersion(partition, ref);
    const running = runningLambda(context);
    const { maximumConcurrency: _concurrency, qualifier: _qualifier, ...rest } = before;
    const row: EventSourceMappingRow = {
      ...rest,
      ...mappingFrom(input, before, before.eventSourceArn),
      functionName: ref.name,
      ...(ref.qualifier === undefined ? {} : { qualifier: ref.qualifier }),
      modifiedAt: context.now().toISOString(),
    };
    const role = { ...ref, functionName: ref.name, roleArn: version.role, functionArn: functionArn(unqualified(ref)) };
    await checkSource(running, before.eventSourceArn, { role, timeoutSeconds: version.timeoutSeconds });
    requireMapping(partition, input.UUID);
    lambdaTables(partition).eventSourceMappings.put(row.uuid, row);
    running.mappings.ensure(partition, row.uuid);
    return mappingView(partition, row, 'Updating');
  },
});
