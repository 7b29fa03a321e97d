import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { startTestEmulator, testAccount } from '../../testing.ts';

/** What the killed emulator is asked: a rule to a topic, a topic to a queue, and a function that tells the queue as well. */
const program = (here: string, dataDir: string): string => `
  const { startTestEmulator } = await import('${here}../../testing.ts');
  const { EventBridgeClient, PutEventsCommand, PutRuleCommand, PutTargetsCommand } = await import('@aws-sdk/client-eventbridge');
  const { CreateRoleCommand, IAMClient, PutRolePolicyCommand } = await import('@aws-sdk/client-iam');
  const { CreateFunctionCommand, InvokeCommand, LambdaClient } = await import('@aws-sdk/client-lambda');
  const { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } = await import('@aws-sdk/client-sns');
  const { CreateQueueCommand, SendMessageCommand, SQSClient } = await import('@aws-sdk/client-sqs');
  const { strToU8, zipSync } = await import('fflate');
  const emulator = await startTestEmulator({ dataDir: ${JSON.stringify(dataDir)} });
  const [sqs, sns, events, lambda, iam] = [SQSClient, SNSClient, EventBridgeClient, LambdaClient, IAMClient].map((each) => emulator.client(each));
  const anyone = (Action, Resource) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action, Resource }] });
  const arn = 'arn:aws:sqs:eu-central-1:${testAccount}:q';
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'q', Attributes: { Policy: anyone('sqs:*', arn) } }));
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 't' }));
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: arn, Attributes: { RawMessageDelivery: 'true' } }));
  await events.send(new PutRuleCommand({ Name: 'r', EventPattern: '{"source":["shop"]}' }));
  await events.send(new PutTargetsCommand({ Rule: 'r', Targets: [{ Id: 'q', Arn: arn, InputPath: '$.detail.say' }] }));
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'worker', AssumeRolePolicyDocument: JSON.stringify(trust) }));
  const code = "const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');" +
    "exports.handler = ({ say }) => new SQSClient({}).send(new SendMessageCommand({ QueueUrl: process.env.AWS_ENDPOINT_URL + '/${testAccount}/q', MessageBody: say }));";
  await lambda.send(new CreateFunctionCommand({ FunctionName: 'fn', Runtime: 'nodejs24.x', Handler: 'index.handler', Role: Role.Arn, Timeout: 20,
    Code: { ZipFile: zipSync({ 'index.js': strToU8(code) }) } }));
  // In one turn, so that nothing is delivered before the answers are there.
  await Promise.all([
    sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'sent' })),
    sns.send(new PublishCommand({ TopicArn, Message: 'published' })),
    events.send(new PutEventsCommand({ Entries: [{ Source: 'shop', DetailType: 'x', Detail: '{"say":"put"}' }] })),
    lambda.send(new InvokeCommand({ FunctionName: 'fn', InvocationType: 'Event', Payload: '{"say":"invoked"}' })),
  ]);
  process.kill(process.pid, 'SIGKILL');
`;

describe('an emulator that was killed', () => {
  it('delivers everything that it had accepted, once it is there again', { timeout: 30_000 }, async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'emulator-'));
    const here = new URL('.', import.meta.url).href;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program(here, dataDir)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const signal = await new Promise<string | null>((resolve) => {
      child.once('exit', (_code, killedBy) => resolve(killedBy));
    });
    expect(signal).toBe('SIGKILL');
    await using emulator = await startTestEmulator({ dataDir });
    const sqs = emulator.client(SQSClient);
    const bodies = new Set<string>();
    for (let polls = 0; bodies.size < 4 && polls < 10; polls += 1) {
      const QueueUrl = `${emulator.endpoint}/${testAccount}/q`;
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 }));
      for (const { Body = '' } of Messages) bodies.add(Body);
    }
    expect([...bodies].sort()).toEqual(['"put"', 'invoked', 'published', 'sent']);
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  });
});
