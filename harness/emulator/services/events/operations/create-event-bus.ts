import { CreateEventBus$ } from '@aws-sdk/client-eventbridge';
import type { CreateEventBusRequest, CreateEventBusResponse } from '@aws-sdk/client-eventbridge';
import { defineOperation } from '../../../kernel/operation.ts';
import { busExists, validation } from '../errors.ts';
import { busArn, busRef, busWant, lookUpBus } from '../find-bus.ts';
import { eventsTables } from '../state.ts';
import { readTags, requestTagKeys } from '../tags.ts';

export const createEventBus = defineOperation<CreateEventBusRequest, CreateEventBusResponse>({
  schema: CreateEventBus$,
  accepts: ['Name', 'Description', 'Tags'],
  authorise(input, context) {
    const ref = busRef(input.Name, context);
    const keys = requestTagKeys(input.Tags);
    const want = busWant('CreateEventBus', ref, context, keys);
    return (input.Tags ?? []).length === 0 ? [want] : [want, busWant('TagResource', ref, context, keys)];
  },
  handle(input, context) {
    const { Name: name = '', Description: description } = input;
    if (!/^[.\-_A-Za-z0-9]{1,256}$/.test(name)) throw validation('Event bus name is not valid.');
    const ref = busRef(name, context);
    if (lookUpBus(ref, context) !== undefined) throw busExists(name);
    const now = context.now().toISOString();
    const row = { name, tags: readTags(input.Tags), createdAt: now, modifiedAt: now };
    eventsTables(context.state).buses.put(name, { ...row, ...(description === undefined ? {} : { description }) });
    return { EventBusArn: busArn(ref), ...(description === undefined ? {} : { Description: description }) };
  },
});
