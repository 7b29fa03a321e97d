import { UpdateEventBus$ } from '@aws-sdk/client-eventbridge';
import type { UpdateEventBusRequest, UpdateEventBusResponse } from '@aws-sdk/client-eventbridge';
import { defineOperation } from '../../../kernel/operation.ts';
import { busArn, busRef, busWant, findBus } from '../find-bus.ts';
import { eventsTables } from '../state.ts';

export const updateEventBus = defineOperation<UpdateEventBusRequest, UpdateEventBusResponse>({
  schema: UpdateEventBus$,
  accepts: ['Name', 'Description'],
  authorise: (input, context) => [busWant('UpdateEventBus', busRef(input.Name, context), context)],
  handle(input, context) {
    const ref = busRef(input.Name, context);
    const { bus, partition } = findBus(ref, context);
    const { description = '', ...rest } = bus;
    const { Description: after = description } = input;
    const described = after === '' ? {} : { description: after };
    eventsTables(partition).buses.put(bus.name, { ...rest, ...described, modifiedAt: context.now().toISOString() });
    return { Arn: busArn(ref), Name: bus.name, ...(after === '' ? {} : { Description: after }) };
  },
});
