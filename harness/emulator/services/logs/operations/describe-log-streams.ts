import { DescribeLogStreams$ } from '@aws-sdk/client-cloudwatch-logs';
import type { DescribeLogStreamsRequest, DescribeLogStreamsResponse, LogStream } from '@aws-sdk/client-cloudwatch-logs';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidParameter } from '../errors.ts';
import { groupArn, groupNameFrom, groupWant, requireGroup } from '../log-group.ts';
import { fromToken, toToken } from '../page-token.ts';
import { logsTables, separator } from '../state.ts';
import type { LogStreamRow } from '../state.ts';

export const describeLogStreams = defineOperation<DescribeLogStreamsRequest, DescribeLogStreamsResponse>({
  schema: DescribeLogStreams$,
  accepts: ['logGroupName', 'logGroupIdentifier', 'logStreamNamePrefix', 'orderBy', 'descending', 'nextToken', 'limit'],
  authorise: (input, context) => [groupWant(context, 'DescribeLogStreams', groupNameFrom(input))],
  handle(input, context) {
    const { name: group } = requireGroup(context, groupNameFrom(input));
    const { logStreamNamePrefix: prefix = '', orderBy = 'LogStreamName', descending = false, limit = 50 } = input;
    if (orderBy === 'LastEventTime' && prefix !== '') {
      throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
    }
    const rows = [...logsTables(context.state).streams.scan({ prefix: `${group}${separator}${prefix}` })].map(([, row]) => row);
    if (orderBy === 'LastEventTime') rows.sort((a, b) => (a.lastEventAt ?? 0) - (b.lastEventAt ?? 0));
    if (descending) rows.reverse();
    const start = Number(fromToken(input.nextToken) ?? 0);
    const page = rows.slice(start, start + limit);
    return {
      logStreams: page.map((row) => view(groupArn(context, group), row)),
      ...(start + page.length < rows.length ? { nextToken: toToken(String(start + page.length)) } : {}),
    };
  },
});

function view(group: string, row: LogStreamRow): LogStream {
  return {
    logStreamName: row.name,
    creationTime: row.createdAt,
    ...(row.firstEventAt === undefined ? {} : { firstEventTimestamp: row.firstEventAt }),
    ...(row.lastEventAt === undefined ? {} : { lastEventTimestamp: row.lastEventAt }),
    ...(row.lastIngestionAt === undefined ? {} : { lastIngestionTime: row.lastIngestionAt }),
    uploadSequenceToken: '1',
    arn: `${group}:log-stream:${row.name}`,
    // AWS has answered 0 here since 2019.
    storedBytes: 0,
  };
}
