import { PutEvents$ } from '@aws-sdk/client-eventbridge';
import type { PutEventsRequest, PutEventsRequestEntry, PutEventsResponse } from '@aws-sdk/client-eventbridge';
import { defineOperation } from '../../../kernel/operation.ts';
import { refuseUnknown } from '../../../kernel/refuse-unknown.ts';
import { acceptEvent } from '../accept-event.ts';
import { validation } from '../errors.ts';
import { busRef, busWant } from '../find-bus.ts';

export const putEvents = defineOperation<PutEventsRequest, PutEventsResponse>({
  schema: PutEvents$,
  accepts: ['Entries'],
  authorise: (input, context) =>
    (input.Entries ?? []).map(({ EventBusName, Source = '', DetailType = '' }) =>
      busWant('PutEvents', busRef(EventBusName, context), context, { 'events:source': Source, 'events:detail-type': DetailType }),
    ),
  handle(input, context) {
    const entries = input.Entries ?? [];
    if (entries.length === 0 || entries.length > 10)
      throw validation(
        `1 validation error detected: Value '[PutEventsRequestEntry]' at 'entries' failed to satisfy constraint: Member must have length ${entries.length === 0 ? 'greater than or equal to 1' : 'less than or equal to 10'}`,
      );
    for (const entry of entries)
      refuseUnknown('PutEvents Entries', entry, ['Time', 'Source', 'Resources', 'DetailType', 'Detail', 'EventBusName']);
    if (entries.reduce((sum, entry) => sum + bytesOf(entry), 0) > maxBytes)
      throw validation('Total size of the entries in the request is over the limit.');
    const Entries = context.transaction(() => entries.map((entry) => acceptEvent(entry, context)));
    return { FailedEntryCount: Entries.filter(({ ErrorCode }) => ErrorCode !== undefined).length, Entries };
  },
});

/** For all entries together. */
const maxBytes = 262_144;

/** Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size */
function bytesOf({ Time, Source = '', DetailType = '', Detail = '', Resources = [] }: PutEventsRequestEntry): number {
  return (Time === undefined ? 0 : 14) + Buffer.byteLength([Source, DetailType, Detail, ...Resources].join(''));
}
