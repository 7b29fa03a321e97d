import { randomUUID } from 'node:crypto';
import { CreateEventSourceMapping$ } from '@aws-sdk/client-lambda';
import type { CreateEventSourceMappingRequest, EventSourceMappingConfiguration } from '@aws-sdk/client-lambda';
import { defineOperation } from '../../../kernel/operation.ts';
import { checkSource } from '../event-source-mappings/check-source.ts';
import { defaultMapping, mappingFrom, mappingMembers } from '../event-source-mappings/mapping-input.ts';
import { mappingArn } from '../event-source-mappings/mapping-arn.ts';
import { mappingView } from '../event-source-mappings/mapping-view.ts';
import { invalidParameterValue, resourceConflict } from '../errors.ts';
import { functionArn, functionRef, unqualified } from '../function-ref.ts';
import { resolveVersion } from '../resolve-version.ts';
import { runningLambda } from '../running-lambda.ts';
import { requestTagKeys } from '../tag-wants.ts';
import { lambdaTables } from '../state.ts';
import type { EventSourceMappingRow } from '../state.ts';

export const createEventSourceMapping = defineOperation<CreateEventSourceMappingRequest, EventSourceMappingConfiguration>({
  schema: CreateEventSourceMapping$,
  accepts: ['EventSourceArn', 'FunctionName', 'Tags', ...mappingMembers],
  authorise(input, context) {
    const ref = functionRef(context, input.FunctionName);
    // IAM knows no resource for this one, only the function by a condition.
    const keys = { 'lambda:FunctionArn': functionArn(ref), ...(input.Tags === undefined ? {} : requestTagKeys(input.Tags)) };
    const want = { action: 'lambda:CreateEventSourceMapping', resource: '*', conditionKeys: keys };
    // Its own UUID is not known yet.
    const tagged = { action: 'lambda:TagResource', resource: mappingArn(context, '*'), conditionKeys: keys };
    return Object.keys(input.Tags ?? {}).length === 0 ? [want] : [want, tagged];
  },
  async handle(input, context) {
    const { EventSourceArn: eventSourceArn } = input;
    if (eventSourceArn === undefined) throw invalidParameterValue('Event source ARN is required.');
    const ref = functionRef(context, input.FunctionName);
    const partition = context.state;
    const { version } = resolveVersion(partition, ref);
    const settings = mappingFrom(input, defaultMapping, eventSourceArn);
    const running = runningLambda(context);
    const role = { ...ref, functionName: ref.name, roleArn: version.role, functionArn: functionArn(unqualified(ref)) };
    await checkSource(running, eventSourceArn, { role, timeoutSeconds: version.timeoutSeconds });
    const { eventSourceMappings } = lambdaTables(partition);
    const row: EventSourceMappingRow = {
      ...settings,
      uuid: randomUUID(),
      functionName: ref.name,
      ...(ref.qualifier === undefined ? {} : { qualifier: ref.qualifier }),
      eventSourceArn,
      ...(input.Tags === undefined ? {} : { tags: input.Tags }),
      modifiedAt: context.now().toISOString(),
    };
    context.transaction(() => {
      for (const [uuid, other] of eventSourceMappings.scan()) {
        if (other.eventSourceArn !== eventSourceArn || other.functionName !== ref.name || other.qualifier !== ref.qualifier) continue;
        throw resourceConflict(
          `An event source mapping with SQS arn (" ${eventSourceArn} ") and function (" ${ref.name} ") already exists. Please update or delete the existing mapping with UUID ${uuid}`,
        );
      }
      eventSourceMappings.put(row.uuid, row);
    });
    running.mappings.ensure(partition, row.uuid);
    return mappingView(partition, row, 'Creating');
  },
});
