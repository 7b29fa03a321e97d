import { GetLogEvents$ } from '@aws-sdk/client-cloudwatch-logs';
import type { GetLogEventsRequest, GetLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidParameter, streamNotFound } from '../errors.ts';
import { eventsOf, expiryOf } from '../log-events.ts';
import { groupNameFrom, requireGroup, streamWant } from '../log-group.ts';
import { logsTables, streamKey } from '../state.ts';

export const getLogEvents = defineOperation<GetLogEventsRequest, GetLogEventsResponse>({
  schema: GetLogEvents$,
  accepts: ['logGroupName', 'logGroupIdentifier', 'logStreamName', 'startTime', 'endTime', 'nextToken', 'limit', 'startFromHead'],
  authorise: (input, context) => [streamWant(context, 'GetLogEvents', groupNameFrom(input), input.logStreamName ?? '')],
  handle(input, context) {
    const { name: group, retentionDays } = requireGroup(context, groupNameFrom(input));
    const stream = logsTables(context.state).streams.get(streamKey(group, input.logStreamName ?? ''));
    if (stream === undefined) throw streamNotFound();
    const range = { from: input.startTime, to: input.endTime };
    const events = eventsOf(context.state, group, stream.name, range, expiryOf(retentionDays, context.now()));
    const { start, end } = window(input, events.length);
    return {
      events: events.slice(start, end).map(({ timestamp, message, ingestedAt }) => ({ timestamp, message, ingestionTime: ingestedAt })),
      // As on AWS, one at the end of the stream answers the token that it was asked with.
      nextForwardToken: `f/${String(end).padStart(56, '0')}`,
      nextBackwardToken: `b/${String(start).padStart(56, '0')}`,
    };
  },
});

/** Which events a token, or none, asks for: from the head, or the last ones, as many as `limit`. */
function window({ nextToken, limit = 10_000, startFromHead = false }: GetLogEventsRequest, total: number): { start: number; end: number } {
  if (nextToken === undefined) {
    return startFromHead ? { start: 0, end: Math.min(limit, total) } : { start: Math.max(0, total - limit), end: total };
  }
  const [, direction, digits] = /^([fb])\/(\d{56})$/.exec(nextToken) ?? [];
  if (direction === undefined) throw invalidParameter('The specified nextToken is invalid.');
  const place = Math.min(Number(digits), total);
  return direction === 'f' ? { start: place, end: Math.min(place + limit, total) } : { start: Math.max(0, place - limit), end: place };
}
