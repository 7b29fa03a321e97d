import {
  CloudFormationClient,
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  UpdateStackCommand,
  ValidateTemplateCommand,
  type CreateChangeSetCommandInput,
  type CreateStackCommandInput,
  type DescribeChangeSetCommandOutput,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { cloudformationSam } from './cloudformation-sam.ts';
import { makeUser } from './people.ts';
import { refusalOf } from './refusal.ts';
import type { Conformance, ConformanceCase, ConformanceWorld } from './suite.ts';
import { until } from './until.ts';

const admin = (world: ConformanceWorld): CloudFormationClient => world.client(CloudFormationClient, world.account);

function settled(client: CloudFormationClient, StackName: string): Promise<Stack> {
  return until(
    async () => {
      const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
      if (stack === undefined) throw new Error(`There is no stack ${StackName}.`);
      return stack;
    },
    ({ StackStatus: status }) => status?.endsWith('_IN_PROGRESS') !== true,
  );
}

async function create(client: CloudFormationClient, input: CreateStackCommandInput): Promise<Stack> {
  const { StackId = '' } = await client.send(new CreateStackCommand(input));
  return settled(client, StackId);
}

async function changeSet(client: CloudFormationClient, input: CreateChangeSetCommandInput): Promise<DescribeChangeSetCommandOutput> {
  // Two may have had one name, of which LocalStack answers with either.
  const { Id: ChangeSetName } = await client.send(new CreateChangeSetCommand(input));
  return until(
    () => client.send(new DescribeChangeSetCommand({ ChangeSetName })),
    ({ Status: status }) => status === 'CREATE_COMPLETE' || status === 'FAILED',
  );
}

async function retention(world: ConformanceWorld, logGroupName: string): Promise<number | 'none' | undefined> {
  const logs = world.client(CloudWatchLogsClient, world.account);
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }));
  const group = logGroups.find((found) => found.logGroupName === logGroupName);
  return group === undefined ? undefined : (group.retentionInDays ?? 'none');
}

const logGroup = (name: string, days: number): string => `
Parameters: {Days: {Type: Number, Default: ${days}, AllowedValues: [7, 14, 30]}}
Resources:
  Log: {Type: "AWS::Logs::LogGroup", Properties: {LogGroupName: ${name}, RetentionInDays: !Ref Days}}
Outputs:
  Arn: {Value: !GetAtt Log.Arn}`;
/** A second group that can't be made, after the first. */
const failing = (name: string, days: number): string =>
  logGroup(name, days).replace(
    'Outputs:',
    `  Bad: {Type: "AWS::Logs::LogGroup", DependsOn: Log, Properties: {LogGroupName: "not a name!"}}\nOutputs:`,
  );

const lifeCycle: readonly ConformanceCase[] = [
  {
    name: 'makes, changes and deletes a stack of one log group',
    async run(world) {
      const client = admin(world);
      const StackName = world.unique('stack');
      const log = `/${world.unique('log')}`;
      const stack = await create(client, { StackName, TemplateBody: logGroup(log, 7), Tags: [{ Key: 'team', Value: 'a' }] });
      world.assert.equal(stack.StackStatus, 'CREATE_COMPLETE');
      world.assert.deepEqual(stack.Tags, [{ Key: 'team', Value: 'a' }]);
      world.assert.match(stack.Outputs?.[0]?.OutputValue ?? '', new RegExp(`:log-group:${log}:\\*$`));
      world.assert.equal(await retention(world, log), 7);
      await client.send(
        new UpdateStackCommand({ StackName, UsePreviousTemplate: true, Parameters: [{ ParameterKey: 'Days', ParameterValue: '14' }] }),
      );
      world.assert.equal((await settled(client, StackName)).StackStatus, 'UPDATE_COMPLETE');
      world.assert.equal(await retention(world, log), 14);
      await client.send(new DeleteStackCommand({ StackName }));
      world.assert.equal((await settled(client, stack.StackId ?? '')).StackStatus, 'DELETE_COMPLETE');
      world.assert.equal(await retention(world, log), undefined);
    },
  },
  {
    name: 'has nothing to update where nothing changed',
    async run(world) {
      const client = admin(world);
      const input = { StackName: world.unique('stack'), TemplateBody: logGroup(`/${world.unique('log')}`, 7) };
      await create(client, input);
      const refusal = await refusalOf(client.send(new UpdateStackCommand(input)));
      world.assert.equal(refusal.code, 'ValidationError');
      world.assert.equal(refusal.message, 'No updates are to be performed.');
    },
  },
  {
    name: 'says which resources a stack has, and with which template',
    async run(world) {
      const client = admin(world);
      const StackName = world.unique('stack');
      const log = `/${world.unique('log')}`;
      await create(client, { StackName, TemplateBody: logGroup(log, 7) });
      const { StackResources: [resource] = [] } = await client.send(new DescribeStackResourcesCommand({ StackName }));
      world.assert.equal(resource?.LogicalResourceId, 'Log');
      world.assert.equal(resource?.PhysicalResourceId, log);
      world.assert.equal(resource?.ResourceStatus, 'CREATE_COMPLETE');
      const { TemplateBody } = await client.send(new GetTemplateCommand({ StackName }));
      world.assert.equal(TemplateBody, logGroup(log, 7));
    },
  },
  {
    name: 'deletes what a failed creation had made',
    needs: ['stack-rollback'],
    async run(world) {
      const client = admin(world);
      const StackName = world.unique('stack');
      const log = `/${world.unique('log')}`;
      world.assert.equal((await create(client, { StackName, TemplateBody: failing(log, 7) })).StackStatus, 'ROLLBACK_COMPLETE');
      world.assert.equal(await retention(world, log), undefined);
      const refusal = await refusalOf(client.send(new UpdateStackCommand({ StackName, TemplateBody: logGroup(log, 7) })));
      world.assert.match(refusal.message, /is in ROLLBACK_COMPLETE state and can not be updated/);
    },
  },
  {
    name: 'takes a failed update back',
    needs: ['stack-rollback'],
    async run(world) {
      const client = admin(world);
      const StackName = world.unique('stack');
      const log = `/${world.unique('log')}`;
      await create(client, { StackName, TemplateBody: logGroup(log, 7) });
      await client.send(new UpdateStackCommand({ StackName, TemplateBody: failing(log, 30) }));
      world.assert.equal((await settled(client, StackName)).StackStatus, 'UPDATE_ROLLBACK_COMPLETE');
      world.assert.equal(await retention(world, log), 7);
    },
  },
  {
    name: 'does what its caller may do and no more',
    needs: ['iam-enforcement', 'stack-rollback'],
    async run(world) {
      const person = await makeUser(world, world.account, { Effect: 'Allow', Action: 'cloudformation:*', Resource: '*' });
      const client = world.client(CloudFormationClient, world.account, person.credentials);
      const StackName = world.unique('stack');
      await create(client, { StackName, TemplateBody: logGroup(`/${world.unique('log')}`, 7) });
      const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName }));
      const failure = StackEvents.find((event) => event.ResourceStatus === 'CREATE_FAILED');
      world.assert.match(failure?.ResourceStatusReason ?? '', /is not authorized to perform: logs:CreateLogGroup/);
    },
  },
];

const changeSets: readonly ConformanceCase[] = [
  {
    name: 'creates a stack by a change set, and says when a second one changes nothing',
    async run(world) {
      const client = admin(world);
      const StackName = world.unique('stack');
      const TemplateBody = logGroup(`/${world.unique('log')}`, 7);
      const first = await changeSet(client, { StackName, ChangeSetName: 'first', ChangeSetType: 'CREATE', TemplateBody });
      world.assert.equal(first.ExecutionStatus, 'AVAILABLE');
      world.assert.deepEqual(
        first.Changes?.map(({ ResourceChange: change }) => [change?.Action, change?.LogicalResourceId, change?.ResourceType]),
        [['Add', 'Log', 'AWS::Logs::LogGroup']],
      );
      await client.send(new ExecuteChangeSetCommand({ StackName, ChangeSetName: 'first' }));
      world.assert.equal((await settled(client, StackName)).StackStatus, 'CREATE_COMPLETE');
      const second = await changeSet(client, { StackName, ChangeSetName: 'second', TemplateBody });
      world.assert.equal(second.Status, 'FAILED');
      world.assert.match(second.StatusReason ?? '', /didn't contain changes|No updates are to be performed/);
      // The AWS CLI names its change sets after the second: an executed one's name can be taken again.
      world.assert.equal((await changeSet(client, { StackName, ChangeSetName: 'first', TemplateBody })).Status, 'FAILED');
    },
  },
  {
    name: 'shows which property changes in place and which makes a new resource',
    async run(world) {
      const client = admin(world);
      const StackName = world.unique('stack');
      const log = `/${world.unique('log')}`;
      await create(client, { StackName, TemplateBody: logGroup(log, 7) });
      const replacementBy = async (ChangeSetName: string, TemplateBody: string): Promise<string | undefined> =>
        (await changeSet(client, { StackName, ChangeSetName, TemplateBody })).Changes?.[0]?.ResourceChange?.Replacement;
      world.assert.equal(await replacementBy('days', logGroup(log, 14)), 'False');
      world.assert.equal(await replacementBy('name', logGroup(`${log}2`, 7)), 'True');
    },
  },
];

const refused: readonly (readonly [what: string, template: string, message: RegExp])[] = [
  [
    'an unknown resource type',
    'Resources: {A: {Type: "AWS::No::Such"}}',
    /^Template format error: Unrecognized resource types: \[AWS::No::Such\]/,
  ],
  ['no resources', 'Resources: {}', /At least one Resources member must be defined/],
  [
    'a reference to nothing',
    'Resources: {A: {Type: "AWS::Logs::LogGroup", Properties: {LogGroupName: !Ref B}}}',
    /Unresolved resource dependencies \[B\] in the Resources block of the template/,
  ],
];

const refusals: readonly ConformanceCase[] = [
  ...refused.map(([what, TemplateBody, message]): ConformanceCase => ({
    name: `refuses a template with ${what}`,
    async run(world) {
      const refusal = await refusalOf(admin(world).send(new CreateStackCommand({ StackName: world.unique('stack'), TemplateBody })));
      world.assert.equal(refusal.code, 'ValidationError');
      world.assert.match(refusal.message, message);
    },
  })),
  {
    name: 'refuses a parameter that is not allowed, and says so of a stack that is not there',
    async run(world) {
      const client = admin(world);
      const StackName = world.unique('stack');
      const Parameters = [{ ParameterKey: 'Days', ParameterValue: '8' }];
      const TemplateBody = logGroup(`/${world.unique('log')}`, 7);
      const refusal = await refusalOf(client.send(new CreateStackCommand({ StackName, TemplateBody, Parameters })));
      world.assert.match(refusal.message, /Parameter 'Days' must be one of AllowedValues/);
      const missing = await refusalOf(client.send(new DescribeStacksCommand({ StackName })));
      world.assert.equal(missing.message, `Stack with id ${StackName} does not exist`);
    },
  },
  {
    name: 'wants IAM resources acknowledged, and says beforehand which acknowledgement',
    async run(world) {
      const client = admin(world);
      const TemplateBody = `Resources: {R: {Type: "AWS::IAM::Role", Properties: {RoleName: x, AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: []}}}}`;
      const refusal = await refusalOf(client.send(new CreateStackCommand({ StackName: world.unique('stack'), TemplateBody })));
      world.assert.equal(refusal.code, 'InsufficientCapabilities');
      world.assert.equal(refusal.message, 'Requires capabilities : [CAPABILITY_NAMED_IAM]');
      const { Capabilities } = await client.send(new ValidateTemplateCommand({ TemplateBody }));
      world.assert.deepEqual(Capabilities, ['CAPABILITY_NAMED_IAM']);
    },
  },
];

export const cloudformation: Conformance = {
  service: 'cloudformation',
  cases: [...lifeCycle, ...changeSets, ...refusals, ...cloudformationSam],
};
