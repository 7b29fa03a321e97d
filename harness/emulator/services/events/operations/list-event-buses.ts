import { ListEventBuses$ } from '@aws-sdk/client-eventbridge';
import type { ListEventBusesRequest, ListEventBusesResponse } from '@aws-sdk/client-eventbridge';
import { defineOperation } from '../../../kernel/operation.ts';
import { busRef, findBus } from '../find-bus.ts';
import { pageOf } from '../page.ts';
import { shownBus } from '../shown-bus.ts';
import { eventsTables } from '../state.ts';

export const listEventBuses = defineOperation<ListEventBusesRequest, ListEventBusesResponse>({
  schema: ListEventBuses$,
  accepts: ['NamePrefix', 'NextToken', 'Limit'],
  authorise: () => [{ action: 'events:ListEventBuses', resource: '*' }],
  handle(input, context) {
    const names = new Set(['default', ...Array.from(eventsTables(context.state).buses.scan(), ([name]) => name)]);
    const wanted = [...names].filter((name) => name.startsWith(input.NamePrefix ?? '')).sort();
    const { items, ...next } = pageOf(wanted, input);
    return { ...next, EventBuses: items.map((name) => shownBus(findBus(busRef(name, context), context))) };
  },
});
