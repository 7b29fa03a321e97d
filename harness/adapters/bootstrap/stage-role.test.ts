import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sampleProject } from '../../../src/ports/testing/sample-project.ts';
import type { World, WorldPlan } from '../../backends/backend.ts';
import { type RunningEmulator, startEmulator } from '../../emulator/index.ts';
import { resourceKinds } from '../../emulator/services/cloudformation/resources/index.ts';
import { registryBucket } from '../aws/names.ts';
import { openSessions, type Sessions } from '../aws/sessions.ts';
import { startWebIdentity, type WebIdentity } from '../identity/web-identity.ts';
import { prepareWorld } from '../world/prepare-world.ts';

const accounts = { tooling: '111111111110', dev: '222222222222' };
const tooling = { account: accounts.tooling, region: 'eu-west-1' };

let folder = '';
let emulator: RunningEmulator;
let identity: WebIdentity;
let sessions: Sessions;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stage-role-'));
  const log = new Writable({ write: (_, __, done) => done() });
  emulator = await startEmulator({ dataDir: join(folder, 'emulator'), accounts: Object.values(accounts), seed: 1, log });
  const access = { access: 'pipeline', database: false } as const;
  const plan: WorldPlan = {
    dataDir: folder,
    cacheDir: folder,
    logsDir: folder,
    tooling,
    environments: [{ name: 'dev', account: accounts.dev, region: 'eu-west-1', regions: ['eu-west-1'], ...access }],
    seed: 1,
    lifetime: 'parent',
  };
  const part: Pick<World, 'missing' | 'engine' | 'endpointOf' | 'rootCredentials'> = {
    missing: [],
    engine: null,
    endpointOf: () => emulator.endpoint,
    rootCredentials: (account) => emulator.rootKeys[account] ?? { accessKeyId: '', secretAccessKey: '' },
  };
  identity = await startWebIdentity('payments');
  sessions = openSessions(part as World, plan, identity);
  const modules = sampleProject.modules.map((module) => ({ ...module, database: null }));
  await prepareWorld(part as World, plan, sessions, { ...sampleProject, modules });
  const Body = zipSync({ 'index.mjs': strToU8('export const handler = async () => 1;') });
  await sessions.root(accounts.tooling).s3.send(new PutObjectCommand({ Bucket: registryBucket(tooling), Key: 'pay.zip', Body }));
}, 60_000);
afterAll(async () => {
  sessions[Symbol.dispose]();
  await identity[Symbol.asyncDispose]();
  await emulator[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const statement = (principal: object, Action: string, Resource: unknown): object => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: principal, Action, Resource }],
});
const ref = (Ref: string): object => ({ Ref });
const arn = (name: string): object => ({ 'Fn::GetAtt': [name, 'Arn'] });
const root = { AWS: `arn:aws:iam::${accounts.dev}:root` };
const events = { Service: 'events.amazonaws.com' };
const inline = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }] };

/** One of each kind, as a project would have them; `more` is what an update changes. */
const template = (more: string): string => {
  const tags = [{ Key: 'more', Value: more }];
  return JSON.stringify({
    Resources: {
      Key: {
        Type: 'AWS::KMS::Key',
        Properties: { Description: more, EnableKeyRotation: true, KeyPolicy: statement(root, 'kms:*', '*'), Tags: tags },
      },
      KeyAlias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/pay', TargetKeyId: ref('Key') } },
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
          },
          Policies: [{ PolicyName: 'own', PolicyDocument: inline }],
          ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
          Description: more,
          Tags: tags,
        },
      },
      ManagedPolicy: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: { PolicyDocument: { ...inline, Statement: [{ ...inline.Statement[0], Sid: more }] }, Roles: [ref('Role')] },
      },
      Policy: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'more', PolicyDocument: inline, Roles: [ref('Role')] } },
      RolePolicy: { Type: 'AWS::IAM::RolePolicy', Properties: { PolicyName: 'most', RoleName: ref('Role'), PolicyDocument: inline } },
      Function: {
        Type: 'AWS::Lambda::Function',
        DependsOn: ['ManagedPolicy', 'Policy'],
        Properties: {
          FunctionName: 'pay',
          Role: arn('Role'),
          Runtime: 'nodejs22.x',
          Handler: 'index.handler',
          Code: { S3Bucket: registryBucket(tooling), S3Key: 'pay.zip' },
          Description: more,
          Tags: tags,
        },
      },
      Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: ref('Function') } },
      Alias: {
        Type: 'AWS::Lambda::Alias',
        Properties: {
          Name: 'live',
          FunctionName: ref('Function'),
          FunctionVersion: { 'Fn::GetAtt': ['Version', 'Version'] },
          Description: more,
        },
      },
      Url: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: ref('Function'), AuthType: 'AWS_IAM' } },
      Permission: {
        Type: 'AWS::Lambda::Permission',
        Properties: { FunctionName: ref('Function'), Action: 'lambda:InvokeFunction', Principal: 'events.amazonaws.com' },
      },
      InvokeConfig: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: { FunctionName: ref('Function'), Qualifier: '$LATEST', MaximumRetryAttempts: 1 },
      },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { FunctionName: ref('Function'), EventSourceArn: arn('Queue'), Enabled: false },
      },
      Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/aws/events/pay', RetentionInDays: 7, Tags: tags } },
      GroupPolicy: {
        Type: 'AWS::Logs::ResourcePolicy',
        Properties: {
          PolicyName: 'pay',
          PolicyDocument: {
            'Fn::Sub':
              '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"logs:PutLogEvents","Resource":"${Group.Arn}"}]}',
          },
        },
      },
      Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'pay', Tags: tags } },
      QueuePolicy: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: { Queues: [ref('Queue')], PolicyDocument: statement(events, 'sqs:SendMessage', arn('Queue')) },
      },
      Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'pay', Tags: tags } },
      TopicPolicy: {
        Type: 'AWS::SNS::TopicPolicy',
        Properties: { Topics: [ref('Topic')], PolicyDocument: statement(events, 'sns:Publish', ref('Topic')) },
      },
      Subscription: {
        Type: 'AWS::SNS::Subscription',
        Properties: { TopicArn: ref('Topic'), Protocol: 'sqs', Endpoint: arn('Queue') },
      },
      Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'pay', Tags: tags } },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventBusName: ref('Bus'),
          Description: more,
          EventPattern: { source: ['pay'] },
          Targets: [{ Id: 'queue', Arn: arn('Queue') }],
        },
      },
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          TableName: 'pay',
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          Tags: tags,
        },
      },
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: `pay-${accounts.dev}-eu-west-1`, Tags: tags } },
      BucketPolicy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: { Bucket: ref('Bucket'), PolicyDocument: statement(root, 's3:ListBucket', arn('Bucket')) },
      },
      Secret: {
        Type: 'AWS::SecretsManager::Secret',
        Properties: { Name: 'pay', Description: more, GenerateSecretString: {}, KmsKeyId: ref('Key'), Tags: tags },
      },
      SecretPolicy: {
        Type: 'AWS::SecretsManager::ResourcePolicy',
        Properties: { SecretId: ref('Secret'), ResourcePolicy: statement(root, 'secretsmanager:DescribeSecret', '*') },
      },
      Parameter: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/pay', Type: 'String', Value: more, Tags: { more } } },
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'pay', ProtocolType: 'HTTP', Description: more } },
      Integration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: {
          ApiId: ref('Api'),
          IntegrationType: 'AWS_PROXY',
          IntegrationUri: arn('Function'),
          PayloadFormatVersion: '2.0',
        },
      },
      Route: {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: { ApiId: ref('Api'), RouteKey: 'GET /pay', Target: { 'Fn::Sub': 'integrations/${Integration}' } },
      },
      Deployment: { Type: 'AWS::ApiGatewayV2::Deployment', DependsOn: 'Route', Properties: { ApiId: ref('Api') } },
      Stage: {
        Type: 'AWS::ApiGatewayV2::Stage',
        Properties: { ApiId: ref('Api'), StageName: 'live', DeploymentId: ref('Deployment') },
      },
    },
  });
};

/** Set up by who bootstraps an account, and no application's. */
const notAnApplications = ['AWS::CDK::Metadata', 'AWS::ECR::Repository', 'AWS::IAM::OIDCProvider'];

async function ended(StackName: string): Promise<{ readonly status: string; readonly failures: readonly string[] }> {
  const { cloudFormation } = sessions.stage('dev');
  for (;;) {
    const { Stacks: [stack] = [] } = await sessions.root(accounts.dev).cloudFormation.send(new DescribeStacksCommand({ StackName }));
    const status = stack?.StackStatus ?? '';
    if (status.endsWith('_IN_PROGRESS')) continue;
    const { StackEvents = [] } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName }));
    const failed = StackEvents.filter(({ ResourceStatus }) => ResourceStatus?.endsWith('_FAILED') === true);
    return {
      status,
      failures: failed.map(({ LogicalResourceId, ResourceStatusReason }) => `${LogicalResourceId}: ${ResourceStatusReason}`),
    };
  }
}

it('deploys, changes and removes every kind of resource that an application may have', { timeout: 60_000 }, async () => {
  const { cloudFormation } = sessions.stage('dev');
  const types = new Set(
    Object.values((JSON.parse(template('')) as { readonly Resources: Readonly<Record<string, { readonly Type: string }>> }).Resources).map(
      ({ Type }) => Type,
    ),
  );
  expect([...resourceKinds.keys()].filter((type) => !types.has(type))).toEqual(notAnApplications);
  const Capabilities = ['CAPABILITY_NAMED_IAM' as const];
  const first = { StackName: 'pay', TemplateBody: template('first'), Capabilities };
  // Also what is gone has its ARN.
  const { StackId: StackName = '' } = await cloudFormation.send(new CreateStackCommand(first));
  expect(await ended(StackName)).toEqual({ status: 'CREATE_COMPLETE', failures: [] });
  await cloudFormation.send(new UpdateStackCommand({ StackName, TemplateBody: template('second'), Capabilities }));
  expect(await ended(StackName)).toEqual({ status: 'UPDATE_COMPLETE', failures: [] });
  await cloudFormation.send(new DeleteStackCommand({ StackName }));
  expect(await ended(StackName)).toEqual({ status: 'DELETE_COMPLETE', failures: [] });
});
