import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteLogStreamCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  ListTagsForResourceCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { invoke, makeFunction } from './functions.ts';
import { refusalOf } from './refusal.ts';
import type { Conformance, ConformanceWorld } from './suite.ts';

interface Place {
  readonly logs: CloudWatchLogsClient;
  readonly logGroupName: string;
  readonly logStreamName: string;
}

async function makeStream(world: ConformanceWorld, ...messages: readonly string[]): Promise<Place> {
  const logs = world.client(CloudWatchLogsClient, world.account);
  const logGroupName = `/conformance/${world.unique('group')}`;
  const logStreamName = 'stream';
  await logs.send(new CreateLogGroupCommand({ logGroupName, tags: { a: '1' } }));
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  const before = Date.now() - messages.length * 1000;
  const logEvents = messages.map((message, index) => ({ timestamp: before + index * 1000, message }));
  if (logEvents.length > 0) await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
  return { logs, logGroupName, logStreamName };
}

export const logs: Conformance = {
  service: 'logs',
  cases: [
    {
      name: 'keeps events in the order of their time and pages through them',
      async run(world) {
        const { logs, ...stream } = await makeStream(world, 'one', 'two', 'three');
        const all = await logs.send(new GetLogEventsCommand({ ...stream, startFromHead: true }));
        world.assert.deepEqual(
          all.events?.map(({ message }) => message),
          ['one', 'two', 'three'],
        );
        const first = await logs.send(new GetLogEventsCommand({ ...stream, startFromHead: true, limit: 2 }));
        const rest = await logs.send(new GetLogEventsCommand({ ...stream, startFromHead: true, nextToken: first.nextForwardToken }));
        world.assert.deepEqual(
          rest.events?.map(({ message }) => message),
          ['three'],
        );
        const end = await logs.send(new GetLogEventsCommand({ ...stream, startFromHead: true, nextToken: rest.nextForwardToken }));
        world.assert.deepEqual([end.events, end.nextForwardToken], [[], rest.nextForwardToken]);
      },
    },
    {
      name: 'finds events by terms and time',
      async run(world) {
        const { logs, logGroupName } = await makeStream(world, 'ERROR one', 'INFO two', 'ERROR three');
        const find = async (more: Partial<ConstructorParameters<typeof FilterLogEventsCommand>[0]>) =>
          (await logs.send(new FilterLogEventsCommand({ logGroupName, ...more }))).events?.map(({ message }) => message);
        world.assert.deepEqual(await find({ filterPattern: 'ERROR' }), ['ERROR one', 'ERROR three']);
        world.assert.deepEqual(await find({ filterPattern: 'ERROR -three' }), ['ERROR one']);
        world.assert.deepEqual(await find({ startTime: Date.now() + 60_000 }), []);
      },
    },
    {
      name: 'describes groups and streams, and knows deleted ones no more',
      async run(world) {
        const { logs, logGroupName, logStreamName } = await makeStream(world, 'one');
        const groups = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }));
        const arn = `arn:aws:logs:${world.region}:${world.account}:log-group:${logGroupName}:*`;
        world.assert.deepEqual(
          groups.logGroups?.map((group) => [group.logGroupName, group.arn]),
          [[logGroupName, arn]],
        );
        const described = await logs.send(new DescribeLogStreamsCommand({ logGroupName }));
        world.assert.deepEqual(
          described.logStreams?.map((stream) => stream.logStreamName),
          [logStreamName],
        );
        world.assert.equal((await refusalOf(logs.send(new CreateLogGroupCommand({ logGroupName })))).code, 'ResourceAlreadyExists');
        await logs.send(new DeleteLogStreamCommand({ logGroupName, logStreamName }));
        const put = new PutLogEventsCommand({ logGroupName, logStreamName, logEvents: [{ timestamp: Date.now(), message: 'x' }] });
        world.assert.deepEqual((await refusalOf(logs.send(put))).message, 'The specified log stream does not exist.');
        await logs.send(new DeleteLogGroupCommand({ logGroupName }));
        world.assert.deepEqual((await refusalOf(logs.send(put))).message, 'The specified log group does not exist.');
      },
    },
    {
      name: 'keeps retention and tags',
      async run(world) {
        const { logs, logGroupName } = await makeStream(world);
        const group = async () => (await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }))).logGroups?.[0];
        await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 7 }));
        world.assert.equal((await group())?.retentionInDays, 7);
        await logs.send(new DeleteRetentionPolicyCommand({ logGroupName }));
        world.assert.equal((await group())?.retentionInDays, undefined);
        const refusal = await refusalOf(logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 8 })));
        world.assert.equal(refusal.code, 'InvalidParameter');
        const resourceArn = `arn:aws:logs:${world.region}:${world.account}:log-group:${logGroupName}`;
        await logs.send(new TagResourceCommand({ resourceArn, tags: { b: '2' } }));
        world.assert.deepEqual((await logs.send(new ListTagsForResourceCommand({ resourceArn }))).tags, { a: '1', b: '2' });
      },
    },
    {
      name: 'has what a function writes',
      needs: ['function-logs'],
      async run(world) {
        const name = await makeFunction(world, `export const handler = async () => { console.log('to be found'); };`);
        await invoke(world.client(LambdaClient, world.account), { FunctionName: name });
        const logs = world.client(CloudWatchLogsClient, world.account);
        const find = new FilterLogEventsCommand({ logGroupName: `/aws/lambda/${name}`, filterPattern: 'found' });
        for (const giveUpAt = Date.now() + 10_000; ;) {
          const { events = [] } = await logs.send(find).catch(() => ({ events: [] }));
          if (events.length > 0 || Date.now() > giveUpAt) return world.assert.equal(events.length, 1);
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      },
    },
  ],
};
