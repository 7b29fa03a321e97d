import {
  CloudFormationClient,
  CreateStackCommand,
  UpdateStackCommand,
  waitUntilStackCreateComplete,
  waitUntilStackUpdateComplete,
} from '@aws-sdk/client-cloudformation';
import { GetAliasCommand, LambdaClient, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { startTestEmulator } from '../../testing.ts';

const template = (body: string, preference: string): string => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: hello
      Runtime: nodejs24.x
      Handler: index.handler
      InlineCode: "exports.handler = async () => '${body}';"
      AutoPublishAlias: live${preference}
`;
const gradual = '\n      DeploymentPreference: { Type: Canary10Percent5Minutes }';

/** Which version the alias is after the stack was made and changed. */
async function versionAfterUpdate(
  deployments: 'at-once' | 'held',
  preference: string,
  between?: (lambda: LambdaClient) => Promise<unknown>,
) {
  await using emulator = await startTestEmulator({ deployments });
  const cloudFormation = emulator.client(CloudFormationClient);
  const lambda = emulator.client(LambdaClient);
  const named = { StackName: 'hello', Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_AUTO_EXPAND'] as const };
  const capable = { ...named, Capabilities: [...named.Capabilities] };
  const waiting = { client: cloudFormation, maxWaitTime: 30, minDelay: 1 };
  await cloudFormation.send(new CreateStackCommand({ ...capable, TemplateBody: template('one', preference) }));
  await waitUntilStackCreateComplete(waiting, { StackName: 'hello' });
  await cloudFormation.send(new UpdateStackCommand({ ...capable, TemplateBody: template('two', preference) }));
  await waitUntilStackUpdateComplete(waiting, { StackName: 'hello' });
  await between?.(lambda);
  return (await lambda.send(new GetAliasCommand({ FunctionName: 'hello', Name: 'live' }))).FunctionVersion;
}

describe('an alias when its stack is updated', () => {
  it.each([
    ['goes to the new version', 'at-once', '', '2'],
    ['goes there with a DeploymentPreference too: there is no CodeDeploy', 'at-once', gradual, '2'],
    ['goes there without one, whoever carries deployments out', 'held', '', '2'],
    ['stays with one, for whoever carries it out', 'held', gradual, '1'],
  ] as const)('%s (%s)', async (_, deployments, preference, version) => {
    expect(await versionAfterUpdate(deployments, preference)).toBe(version);
  });

  it('is moved by who carries it out', async () => {
    const move = (lambda: LambdaClient) =>
      lambda.send(new UpdateAliasCommand({ FunctionName: 'hello', Name: 'live', FunctionVersion: '2' }));
    expect(await versionAfterUpdate('held', gradual, move)).toBe('2');
  });
});
