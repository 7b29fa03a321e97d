import { DeleteEventBus$ } from '@aws-sdk/client-eventbridge';
import type { DeleteEventBusRequest } from '@aws-sdk/client-eventbridge';
import { defineOperation } from '../../../kernel/operation.ts';
import { validation } from '../errors.ts';
import { busRef, busWant } from '../find-bus.ts';
import { eventsTables } from '../state.ts';

/** A bus that is not there is deleted already, as AWS sees it. */
export const deleteEventBus = defineOperation<DeleteEventBusRequest, object>({
  schema: DeleteEventBus$,
  accepts: ['Name'],
  authorise: (input, context) => [busWant('DeleteEventBus', busRef(input.Name, context), context)],
  handle(input, context) {
    const { account, region, name } = busRef(input.Name, context);
    if (name === 'default') throw validation('Cannot delete event bus default.');
    const { buses, rules } = eventsTables(context.partitionOf(account, region));
    const hasRules = [...rules.scan({ prefix: `${name}/` })].some(([, rule]) => rule.bus === name);
    if (hasRules) throw validation("Event bus can't be deleted since it has rules.");
    buses.delete(name);
    return {};
  },
});
