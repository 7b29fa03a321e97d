import { DescribeLogGroupsCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, it } from 'vitest';
import type { AwsClients } from '../aws/accounts.ts';
import { loggedIn } from './searched-places.ts';

/** CloudWatch Logs with a group for each name and one event in it, no more than `limit` groups an answer. */
function logsOf(names: readonly string[]): Pick<AwsClients, 'logs'> {
  const send = (command: unknown): Promise<unknown> => {
    if (command instanceof FilterLogEventsCommand)
      return Promise.resolve({ events: [{ message: `of ${command.input.logGroupName ?? ''}\n` }] });
    if (!(command instanceof DescribeLogGroupsCommand)) return Promise.reject(new Error('no other call was meant'));
    const { limit = 50, nextToken = '0' } = command.input;
    const end = Number(nextToken) + limit;
    const logGroups = names.slice(Number(nextToken), end).map((logGroupName) => ({ logGroupName }));
    return Promise.resolve({ logGroups, ...(end < names.length ? { nextToken: String(end) } : {}) });
  };
  return { logs: { send } as unknown as AwsClients['logs'] };
}

describe('loggedIn', () => {
  it('reads every log group, also where there are more than an answer holds', async () => {
    const names = Array.from({ length: 120 }, (_, index) => `/aws/lambda/f${index}`);
    const read = await loggedIn(logsOf(names), 'uat');
    expect(read.map(({ path }) => path)).toEqual(names);
    expect(read.at(-1)).toEqual({
      place: 'logs',
      path: '/aws/lambda/f119',
      where: 'log group /aws/lambda/f119 of uat',
      text: 'of /aws/lambda/f119',
    });
  });
});
