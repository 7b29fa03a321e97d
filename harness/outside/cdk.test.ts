import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmulatorProcess, type EmulatorProcess } from '../emulator/process.ts';
import { prepareCdk, type CdkCaller, type CdkCli } from './cdk-cli.ts';

const account = '111122223333';
const region = 'eu-central-1';

/** An asset, a function with version and alias, a URL and an HTTP API. */
const app = `
const { App, CfnOutput, Stack, aws_apigatewayv2: gateway, aws_apigatewayv2_integrations: integrations, aws_lambda: lambda } = require('aws-cdk-lib');
const env = { account: process.env.CDK_APP_ACCOUNT, region: process.env.AWS_REGION };
const stack = new Stack(new App(), 'Demo', { env });
const fn = new lambda.Function(stack, 'Fn', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromAsset('code'),
});
const alias = new lambda.Alias(stack, 'Live', { aliasName: 'live', version: fn.currentVersion });
const url = alias.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE });
const api = new gateway.HttpApi(stack, 'Api');
api.addRoutes({ path: '/hello', methods: [gateway.HttpMethod.GET], integration: new integrations.HttpLambdaIntegration('Hello', alias) });
new CfnOutput(stack, 'Url', { value: url.url });
new CfnOutput(stack, 'ApiUrl', { value: api.apiEndpoint });
`;

let cdk: CdkCli;
let folder: string;
let emulator: EmulatorProcess;
let caller: CdkCaller;

beforeAll(async () => {
  cdk = await prepareCdk();
  folder = mkdtempSync(join(tmpdir(), 'cdk-'));
  mkdirSync(join(folder, 'code'));
  writeFileSync(join(folder, 'app.js'), app);
  emulator = await startEmulatorProcess({ dataDir: join(folder, 'aws'), accounts: [account], seed: 1, lifetime: 'parent' });
  const { accessKeyId = '', secretAccessKey = '' } = emulator.rootKeys[account] ?? {};
  caller = { endpoint: emulator.endpoint, region, account, accessKeyId, secretAccessKey };
}, 300_000);

afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs to exit code 0, and answers what was said. */
async function run(...args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await cdk.run(caller, folder, ...args);
  expect(`${String(exitCode)} ${exitCode === 0 ? '' : stderr}`).toBe('0 ');
  return `${stdout}${stderr}`;
}

async function deploy(answer: string): Promise<Readonly<Record<string, string>>> {
  writeFileSync(join(folder, 'code', 'index.js'), `exports.handler = async () => ({ statusCode: 200, body: ${JSON.stringify(answer)} });`);
  const outputs = join(folder, 'outputs.json');
  await run('deploy', 'Demo', '--require-approval', 'never', '--outputs-file', outputs);
  const { Demo = {} } = JSON.parse(readFileSync(outputs, 'utf8')) as { readonly Demo?: Readonly<Record<string, string>> };
  return Demo;
}

describe('CDK, unmodified', { timeout: 240_000 }, () => {
  it('bootstraps an account', async () => {
    expect(await run('bootstrap', `aws://${account}/${region}`)).toContain('bootstrapped');
    expect(await run('bootstrap', `aws://${account}/${region}`)).toContain('no changes');
  });

  it('deploys a stack whose function answers, behind its URL and behind an HTTP API', async () => {
    const { Url = '', ApiUrl = '' } = await deploy('first');
    expect(await (await fetch(Url)).text()).toBe('first');
    expect(await (await fetch(`${ApiUrl}/hello`)).text()).toBe('first');
  });

  it('deploys changed code over it, and then sees no difference', async () => {
    const { Url = '' } = await deploy('second');
    expect(await (await fetch(Url)).text()).toBe('second');
    expect(await run('diff', 'Demo')).toContain('Number of stacks with differences: 0');
  });

  it('takes the stack away', async () => {
    expect(await run('destroy', 'Demo', '--force')).toContain('destroyed');
  });
});
