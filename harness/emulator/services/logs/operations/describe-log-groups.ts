import { DescribeLogGroups$ } from '@aws-sdk/client-cloudwatch-logs';
import type { DescribeLogGroupsRequest, DescribeLogGroupsResponse, LogGroup } from '@aws-sdk/client-cloudwatch-logs';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidParameter } from '../errors.ts';
import { groupView, groupWant } from '../log-group.ts';
import { fromToken, toToken } from '../page-token.ts';
import { logsTables, separator } from '../state.ts';

export const describeLogGroups = defineOperation<DescribeLogGroupsRequest, DescribeLogGroupsResponse>({
  schema: DescribeLogGroups$,
  accepts: ['logGroupNamePrefix', 'logGroupNamePattern', 'nextToken', 'limit'],
  authorise: (_input, context) => [groupWant(context, 'DescribeLogGroups', '')],
  handle(input, context) {
    const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern, limit = 50 } = input;
    if (prefix !== undefined && pattern !== undefined) {
      throw invalidParameter('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.');
    }
    const after = fromToken(input.nextToken);
    const { groups, streams } = logsTables(context.state);
    const logGroups: LogGroup[] = [];
    for (const [name, row] of groups.scan(prefix === undefined ? {} : { prefix })) {
      if ((after !== undefined && name <= after) || (pattern !== undefined && !name.toLowerCase().includes(pattern.toLowerCase())))
        continue;
      const last = logGroups.at(-1)?.logGroupName;
      if (logGroups.length === limit && last !== undefined) return { logGroups, nextToken: toToken(last) };
      const stored = [...streams.scan({ prefix: `${name}${separator}` })].reduce((sum, [, stream]) => sum + stream.storedBytes, 0);
      logGroups.push(groupView(context, row, stored));
    }
    return { logGroups };
  },
});
