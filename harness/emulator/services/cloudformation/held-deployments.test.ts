import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { GetAliasCommand, LambdaClient, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEmulator, type TestEmulator } from '../../testing.ts';

const template = (body: string, preference: string): string => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      InlineCode: "exports.handler = async () => '${body}';"
      AutoPublishAlias: live${preference}
Outputs: { Name: { Value: !Ref Hello } }
`;
const gradual = '\n      DeploymentPreference: { Type: Canary10Percent5Minutes }';

const modes = ['at-once', 'held'] as const;
const emulators = new Map<string, TestEmulator>();

beforeAll(async () => {
  for (const deployments of modes) emulators.set(deployments, await startTestEmulator({ deployments }));
}, 60_000);

afterAll(async () => {
  for (const emulator of emulators.values()) await emulator[Symbol.asyncDispose]();
});

/** The function's name, when the stack is at rest. */
async function settled(cloudFormation: CloudFormationClient, StackName: string): Promise<string> {
  for (;;) {
    const { Stacks: [stack] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    if (stack?.StackStatus?.endsWith('_IN_PROGRESS') === false) return stack.Outputs?.[0]?.OutputValue ?? '';
  }
}

/** Which version the alias is after the stack was made and changed, and how it is moved. */
async function afterUpdate(deployments: (typeof modes)[number], preference: string) {
  const emulator = emulators.get(deployments);
  if (emulator === undefined) throw new Error(`no emulator has its deployments ${deployments}`);
  const cloudFormation = emulator.client(CloudFormationClient);
  const lambda = emulator.client(LambdaClient);
  const StackName = `hello-${String(preference.length)}`;
  const named = { StackName, Capabilities: ['CAPABILITY_IAM' as const, 'CAPABILITY_AUTO_EXPAND' as const] };
  await cloudFormation.send(new CreateStackCommand({ ...named, TemplateBody: template('one', preference) }));
  await settled(cloudFormation, StackName);
  await cloudFormation.send(new UpdateStackCommand({ ...named, TemplateBody: template('two', preference) }));
  const alias = { FunctionName: await settled(cloudFormation, StackName), Name: 'live' };
  const version = async (): Promise<string | undefined> => (await lambda.send(new GetAliasCommand(alias))).FunctionVersion;
  const move = (to: string) => lambda.send(new UpdateAliasCommand({ ...alias, FunctionVersion: to }));
  return { version, move };
}

describe('an alias when its stack is updated', () => {
  it.each([
    ['goes to the new version', 'at-once', '', '2'],
    ['goes there with a DeploymentPreference too: there is no CodeDeploy', 'at-once', gradual, '2'],
    ['goes there without one, whoever carries deployments out', 'held', '', '2'],
  ] as const)('%s (%s)', async (_, deployments, preference, version) => {
    expect(await (await afterUpdate(deployments, preference)).version()).toBe(version);
  });

  it('stays with one where somebody carries it out, who then moves it', async () => {
    const { version, move } = await afterUpdate('held', gradual);
    expect(await version()).toBe('1');
    await move('2');
    expect(await version()).toBe('2');
  });
});
