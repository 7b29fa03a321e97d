import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CloudFormationClient,
  CreateChangeSetCommand,
  CreateStackCommand,
  DescribeChangeSetCommand,
  DescribeStackResourcesCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEmulator, type TestEmulator } from '../../testing.ts';

const template = JSON.stringify({
  Resources: {
    Network: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16', Anything: { Else: true } } },
    Record: { Type: 'AWS::Route53::RecordSet', Properties: { Name: 'shop.example.com', Zone: { Ref: 'Network' } } },
    Log: { Type: 'AWS::Logs::LogGroup' },
  },
  Outputs: {
    Network: { Value: { Ref: 'Network' } },
    Arn: { Value: { 'Fn::GetAtt': ['Network', 'Arn'] } },
    Group: { Value: { 'Fn::GetAtt': ['Network', 'DefaultSecurityGroup'] } },
  },
});

let emulator: TestEmulator;
let cloudFormation: CloudFormationClient;

beforeAll(async () => {
  emulator = await startTestEmulator({ standIns: ['AWS::EC2::VPC', 'AWS::Route53::RecordSet', 'AWS::Logs::LogGroup'] });
  cloudFormation = emulator.client(CloudFormationClient);
  await cloudFormation.send(new CreateStackCommand({ StackName: 'network', TemplateBody: template }));
  await waitUntilStackCreateComplete({ client: cloudFormation, maxWaitTime: 20, minDelay: 0.05, maxDelay: 0.1 }, { StackName: 'network' });
});
afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
});

describe('a declared stand-in', () => {
  it('is taken with any property, and its stack says what it is', async () => {
    const { StackResources = [] } = await cloudFormation.send(new DescribeStackResourcesCommand({ StackName: 'network' }));
    const shown = StackResources.map(({ LogicalResourceId, PhysicalResourceId, ResourceStatusReason }) => [
      LogicalResourceId,
      PhysicalResourceId,
      ResourceStatusReason ?? '',
    ]);
    expect(shown).toEqual([
      ['Log', expect.stringMatching(/^network-Log-/), ''],
      ['Network', expect.stringMatching(/^vpc-[0-9a-f]{17}$/), expect.stringContaining('stand-in')],
      ['Record', expect.stringMatching(/^network-Record-/), expect.stringContaining('stand-in')],
    ]);
  });

  it('gives the same placeholders every time, so that nothing seems to change', async () => {
    const input = { StackName: 'network', ChangeSetName: 'again', TemplateBody: template };
    await cloudFormation.send(new CreateChangeSetCommand(input));
    const { Status, StatusReason } = await cloudFormation.send(new DescribeChangeSetCommand(input));
    expect([Status, StatusReason]).toEqual(['FAILED', expect.stringContaining("didn't contain changes")]);
  });

  it('stands in the call trace', () => {
    const lines = readFileSync(join(emulator.dataDir, 'trace.jsonl'), 'utf8').trim().split('\n');
    const standIns = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ kind }) => kind === 'stand-in');
    expect(standIns.map(({ type, logicalId }) => [type, logicalId])).toEqual(
      expect.arrayContaining([
        ['AWS::EC2::VPC', 'Network'],
        ['AWS::Route53::RecordSet', 'Record'],
      ]),
    );
    expect(standIns).toHaveLength(2);
  });
});

describe('what is neither emulated nor declared', () => {
  const stack = (Resources: object): Promise<unknown> =>
    cloudFormation.send(new CreateStackCommand({ StackName: 'undeclared', TemplateBody: JSON.stringify({ Resources }) }));

  it('is refused before anything is made, with what there is to do', async () => {
    const refused = stack({ Log: { Type: 'AWS::Logs::LogGroup' }, Shield: { Type: 'AWS::WAFv2::WebACL' } });
    await expect(refused).rejects.toThrow(/Unrecognized resource types: \[AWS::WAFv2::WebACL\].*declare it in standIns/);
    await expect(cloudFormation.send(new DescribeStackResourcesCommand({ StackName: 'undeclared' }))).rejects.toThrow('does not exist');
  });

  it('does no harm where its condition is never met', async () => {
    const TemplateBody = JSON.stringify({
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
      Resources: { Log: { Type: 'AWS::Logs::LogGroup' }, Shield: { Type: 'AWS::WAFv2::WebACL', Condition: 'Never' } },
    });
    await cloudFormation.send(new CreateStackCommand({ StackName: 'conditional', TemplateBody }));
    await expect(
      waitUntilStackCreateComplete(
        { client: cloudFormation, maxWaitTime: 20, minDelay: 0.05, maxDelay: 0.1 },
        { StackName: 'conditional' },
      ),
    ).resolves.toMatchObject({ state: 'SUCCESS' });
  });

  it('is no option of the emulator where it is no type', async () => {
    await expect(startTestEmulator({ standIns: ['vpc'] })).rejects.toThrow('"vpc" in standIns is no resource type');
  });
});
