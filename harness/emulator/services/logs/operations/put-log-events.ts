import { PutLogEvents$ } from '@aws-sdk/client-cloudwatch-logs';
import type { InputLogEvent, PutLogEventsRequest, PutLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidParameter, streamNotFound } from '../errors.ts';
import { requireGroup, streamWant } from '../log-group.ts';
import { withResourcePolicies } from '../resource-policies.ts';
import { batchKey, logsTables, streamKey } from '../state.ts';
import type { LogStreamRow } from '../state.ts';

export const putLogEvents = defineOperation<PutLogEventsRequest, PutLogEventsResponse>({
  schema: PutLogEvents$,
  // Sequence tokens are taken and not looked at, as AWS has done since 2023.
  accepts: ['logGroupName', 'logStreamName', 'logEvents', 'sequenceToken'],
  authorise: (input, context) => [
    withResourcePolicies(context.state, streamWant(context, 'PutLogEvents', input.logGroupName ?? '', input.logStreamName ?? '')),
  ],
  handle(input, context) {
    const { name: group, retentionDays } = requireGroup(context, input.logGroupName ?? '');
    const { streams, batches } = logsTables(context.state);
    const key = streamKey(group, input.logStreamName ?? '');
    const stream = streams.get(key);
    if (stream === undefined) throw streamNotFound();
    const events = checkedEvents(input.logEvents ?? []);
    const now = context.now().getTime();
    const oldest = now - Math.min(retentionDays ?? 14, 14) * dayMs;
    const kept = events.filter(({ timestamp = 0 }) => timestamp >= oldest && timestamp <= now + 2 * hourMs);
    if (kept.length > 0) {
      context.transaction(() => {
        const rows = kept.map(({ timestamp = 0, message = '' }) => [timestamp, message] as const);
        batches.put(batchKey(group, stream.name, stream.batches), { ingestedAt: now, events: rows });
        streams.put(key, grown(stream, kept, now));
      });
    }
    return { nextSequenceToken: String(stream.batches + 1), ...rejected(events, oldest, now + 2 * hourMs) };
  },
});

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html, "Constraints". */
function checkedEvents(events: readonly InputLogEvent[]): readonly InputLogEvent[] {
  if (events.length === 0 || events.length > 10_000) {
    throw invalidParameter(
      `1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member must have length less than or equal to 10000 and greater than or equal to 1`,
    );
  }
  let bytes = 0;
  let before = 0;
  for (const { timestamp = 0, message = '' } of events) {
    if (timestamp < before) throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
    before = timestamp;
    const size = Buffer.byteLength(message) + 26;
    if (size > 1_048_576) throw invalidParameter(`Log event too large: ${size} bytes exceeds limit of 1048576`);
    bytes += size;
  }
  if (bytes > 1_048_576) throw invalidParameter(`Upload too large: ${bytes} bytes exceeds limit of 1048576`);
  return events;
}

function grown(stream: LogStreamRow, events: readonly InputLogEvent[], now: number): LogStreamRow {
  const first = events[0]?.timestamp ?? now;
  const last = events.at(-1)?.timestamp ?? now;
  const bytes = events.reduce((sum, { message = '' }) => sum + Buffer.byteLength(message) + 26, 0);
  return {
    ...stream,
    firstEventAt: Math.min(stream.firstEventAt ?? first, first),
    lastEventAt: Math.max(stream.lastEventAt ?? last, last),
    lastIngestionAt: now,
    storedBytes: stream.storedBytes + bytes,
    batches: stream.batches + 1,
  };
}

function rejected(events: readonly InputLogEvent[], oldest: number, newest: number): Pick<PutLogEventsResponse, 'rejectedLogEventsInfo'> {
  const tooOld = events.filter(({ timestamp = 0 }) => timestamp < oldest).length;
  const tooNew = events.findIndex(({ timestamp = 0 }) => timestamp > newest);
  if (tooOld === 0 && tooNew < 0) return {};
  return {
    rejectedLogEventsInfo: {
      ...(tooOld === 0 ? {} : { tooOldLogEventEndIndex: tooOld }),
      ...(tooNew < 0 ? {} : { tooNewLogEventStartIndex: tooNew }),
    },
  };
}
