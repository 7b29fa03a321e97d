import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, CreateChangeSetCommand, DescribeStacksCommand, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmulatorProcess, type EmulatorProcess } from '../emulator/process.ts';
import { prepareAwsCli, type AwsCli, type CliCaller } from './aws-cli.ts';
import { samTemplates } from './sam-templates.ts';
import { prepareSamTranslator, type SamTranslator } from './sam-translator.ts';

const account = '111122223333';
const region = 'eu-central-1';
/** What the templates come to and may not be emulated: here only the expansion counts. */
const standIns = [
  'AWS::DynamoDB::Table',
  'AWS::Events::Rule',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
];

let folder: string;
let emulator: EmulatorProcess;
let caller: CliCaller;
let cloudFormation: CloudFormationClient;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sam-'));
  emulator = await startEmulatorProcess({ dataDir: join(folder, 'aws'), accounts: [account], seed: 1, lifetime: 'parent', standIns });
  const { accessKeyId = '', secretAccessKey = '' } = emulator.rootKeys[account] ?? {};
  caller = { endpoint: emulator.endpoint, region, accessKeyId, secretAccessKey };
  const credentials = { accessKeyId, secretAccessKey };
  cloudFormation = new CloudFormationClient({ endpoint: emulator.endpoint, region, credentials });
}, 60_000);

afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

describe('a serverless template comes to what AWS’s own translator makes of it', { timeout: 60_000 }, () => {
  let translator: SamTranslator;

  beforeAll(async () => {
    translator = await prepareSamTranslator();
  }, 300_000);

  it.each(samTemplates)('$name', async ({ name, template, parameters = {} }) => {
    const named = { StackName: name.replaceAll(/[^a-zA-Z]+/g, '-'), ChangeSetName: 'look' };
    await cloudFormation.send(
      new CreateChangeSetCommand({
        ...named,
        ChangeSetType: 'CREATE',
        TemplateBody: template,
        Capabilities: ['CAPABILITY_NAMED_IAM'],
        Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
      }),
    );
    const { TemplateBody = '' } = await cloudFormation.send(new GetTemplateCommand({ ...named, TemplateStage: 'Processed' }));
    expect(JSON.parse(TemplateBody)).toEqual(await translator.translate(template, parameters));
  });
});

describe('aws cloudformation package and deploy, unmodified', { timeout: 120_000 }, () => {
  let cli: AwsCli;

  beforeAll(async () => {
    cli = await prepareAwsCli();
    const { exitCode, stderr } = await cli.run(caller, 's3', 'mb', 's3://artefacts');
    if (exitCode !== 0) throw new Error(stderr);
  }, 300_000);

  const template = `
    Transform: AWS::Serverless-2016-10-31
    Resources:
      Hello:
        Type: AWS::Serverless::Function
        Properties:
          Runtime: nodejs24.x
          Handler: index.handler
          CodeUri: code/
          AutoPublishAlias: live
          Events: { Get: { Type: HttpApi, Properties: { Path: /hello, Method: get } } }
    Outputs:
      Url: { Value: !GetAtt ServerlessHttpApi.ApiEndpoint }
      Version: { Value: !GetAtt Hello.Version.Version }`;

  async function deploy(answer: string): Promise<Readonly<Record<string, string>>> {
    mkdirSync(join(folder, 'code'), { recursive: true });
    writeFileSync(join(folder, 'template.yaml'), template);
    writeFileSync(join(folder, 'code', 'index.mjs'), `export const handler = async () => ${JSON.stringify(answer)};`);
    const packaged = join(folder, 'packaged.yaml');
    const source = join(folder, 'template.yaml');
    const up = await cli.run(
      caller,
      'cloudformation',
      'package',
      '--template-file',
      source,
      '--s3-bucket',
      'artefacts',
      '--output-template-file',
      packaged,
    );
    expect(`${String(up.exitCode)} ${up.exitCode === 0 ? '' : up.stderr}`).toBe('0 ');
    const capabilities = ['--capabilities', 'CAPABILITY_IAM', 'CAPABILITY_AUTO_EXPAND'];
    const down = await cli.run(caller, 'cloudformation', 'deploy', '--stack-name', 'hello', '--template-file', packaged, ...capabilities);
    expect(`${String(down.exitCode)} ${down.exitCode === 0 ? '' : down.stderr}`).toBe('0 ');
    const { Stacks: [stack] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: 'hello' }));
    return Object.fromEntries(stack?.Outputs?.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]) ?? []);
  }

  it('bring a local folder up, and a new version where its code changed', async () => {
    const { Url = '', Version } = await deploy('first');
    expect([Version, await (await fetch(`${Url}/hello`)).text()]).toEqual(['1', 'first']);
    const again = await deploy('second');
    expect([again['Version'], await (await fetch(`${Url}/hello`)).text()]).toEqual(['2', 'second']);
  });
});
