import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  GetTemplateSummaryCommand,
  UpdateStackCommand,
  type Capability,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { setTimeout as after } from 'node:timers/promises';
import { refusalOf } from './refusal.ts';
import type { ConformanceCase, ConformanceWorld } from './suite.ts';

const admin = (world: ConformanceWorld): CloudFormationClient => world.client(CloudFormationClient, world.account);
const agreed: Capability[] = ['CAPABILITY_IAM', 'CAPABILITY_AUTO_EXPAND'];

const template = (answer: string): string => `
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Runtime: nodejs22.x, Handler: index.handler, Timeout: 9 } }
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "exports.handler = async () => ${answer};"
      AutoPublishAlias: live
      Policies: [{ SSMParameterReadPolicy: { ParameterName: hello } }]
Outputs:
  Version: { Value: !GetAtt Hello.Version.Version }
  Alias: { Value: !Ref Hello.Alias }`;

async function settled(client: CloudFormationClient, StackName: string): Promise<Stack> {
  for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 2, 1_000)) {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    if (stack?.StackStatus?.endsWith('_IN_PROGRESS') === false) return stack;
    await after(pauseMs);
  }
}

const output = (stack: Stack, key: string): string | undefined => stack.Outputs?.find(({ OutputKey }) => OutputKey === key)?.OutputValue;

export const cloudformationSam: readonly ConformanceCase[] = [
  {
    name: 'makes of a serverless template a function, its role, version and alias, and a new version for new code',
    async run(world) {
      const client = admin(world);
      const StackName = world.unique('sam');
      await client.send(new CreateStackCommand({ StackName, TemplateBody: template('1'), Capabilities: agreed }));
      const first = await settled(client, StackName);
      world.assert.equal(first.StackStatus, 'CREATE_COMPLETE');
      world.assert.match(output(first, 'Alias') ?? '', /:function:.*-Hello-.*:live$/);
      await client.send(new UpdateStackCommand({ StackName, TemplateBody: template('2'), Capabilities: agreed }));
      const second = await settled(client, StackName);
      world.assert.deepEqual([second.StackStatus, output(first, 'Version'), output(second, 'Version')], ['UPDATE_COMPLETE', '1', '2']);
      const original = await client.send(new GetTemplateCommand({ StackName, TemplateStage: 'Original' }));
      world.assert.match(original.TemplateBody ?? '', /AWS::Serverless::Function/);
      const processed = await client.send(new GetTemplateCommand({ StackName, TemplateStage: 'Processed' }));
      world.assert.match(JSON.stringify(processed.TemplateBody), /AWS::Lambda::Alias/);
      await client.send(new DeleteStackCommand({ StackName }));
      world.assert.equal((await settled(client, first.StackId ?? '')).StackStatus, 'DELETE_COMPLETE');
    },
  },
  {
    name: 'expands no template for who did not agree to it',
    async run(world) {
      const input = { StackName: world.unique('sam'), TemplateBody: template('1'), Capabilities: ['CAPABILITY_IAM' as const] };
      const refusal = await refusalOf(admin(world).send(new CreateStackCommand(input)));
      world.assert.deepEqual(
        [refusal.code, refusal.message],
        ['InsufficientCapabilities', 'Requires capabilities : [CAPABILITY_AUTO_EXPAND]'],
      );
    },
  },
  {
    name: 'says which transform a template declares',
    async run(world) {
      const summary = await admin(world).send(new GetTemplateSummaryCommand({ TemplateBody: template('1') }));
      world.assert.deepEqual(summary.DeclaredTransforms, ['AWS::Serverless-2016-10-31']);
    },
  },
];
