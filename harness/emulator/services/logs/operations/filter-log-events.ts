import { FilterLogEvents$ } from '@aws-sdk/client-cloudwatch-logs';
import type { FilterLogEventsRequest, FilterLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidParameter, streamNotFound } from '../errors.ts';
import { filterPattern } from '../filter-pattern.ts';
import { byTime, eventsOf, expiryOf } from '../log-events.ts';
import { groupNameFrom, groupWant, requireGroup } from '../log-group.ts';
import { fromToken, toToken } from '../page-token.ts';
import { logsTables, separator, streamKey } from '../state.ts';

export const filterLogEvents = defineOperation<FilterLogEventsRequest, FilterLogEventsResponse>({
  schema: FilterLogEvents$,
  accepts: [
    'logGroupName',
    'logGroupIdentifier',
    'logStreamNames',
    'logStreamNamePrefix',
    'startTime',
    'endTime',
    'filterPattern',
    'nextToken',
    'limit',
    'interleaved',
  ],
  authorise: (input, context) => [groupWant(context, 'FilterLogEvents', groupNameFrom(input))],
  handle(input, context) {
    const { name: group, retentionDays } = requireGroup(context, groupNameFrom(input));
    const matches = filterPattern(input.filterPattern ?? '');
    const expired = expiryOf(retentionDays, context.now());
    const range = { from: input.startTime, to: input.endTime === undefined ? undefined : input.endTime + 1 };
    const found = streamsOf(context, group, input)
      .flatMap((stream) => eventsOf(context.state, group, stream, range, expired))
      .filter(({ message }) => matches(message))
      .sort(byTime);
    const after = fromToken(input.nextToken);
    const rest = after === undefined ? found : found.filter(({ id }) => id > after);
    const page = rest.slice(0, input.limit ?? 10_000);
    const last = page.at(-1);
    return {
      events: page.map(({ stream, timestamp, message, ingestedAt, id }) => ({
        logStreamName: stream,
        timestamp,
        message,
        ingestionTime: ingestedAt,
        eventId: id,
      })),
      searchedLogStreams: [],
      ...(last === undefined || page.length === rest.length ? {} : { nextToken: toToken(last.id) }),
    };
  },
});

function streamsOf({ state }: OperationContext, group: string, input: FilterLogEventsRequest): readonly string[] {
  const { logStreamNames: names, logStreamNamePrefix: prefix } = input;
  if (names !== undefined && prefix !== undefined) {
    throw invalidParameter('logStreamNames and logStreamNamePrefix are mutually exclusive parameters.');
  }
  const { streams } = logsTables(state);
  if (names === undefined) return [...streams.scan({ prefix: `${group}${separator}${prefix ?? ''}` })].map(([, { name }]) => name);
  if (names.some((name) => streams.get(streamKey(group, name)) === undefined)) throw streamNotFound();
  return names;
}
