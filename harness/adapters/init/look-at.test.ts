import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadProject } from '../../../src/config/load-project.ts';
import { lookAt } from './look-at.ts';

const scratch = mkdtempSync(join(tmpdir(), 'init-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const shipped = readFileSync(fileURLToPath(new URL('../../../scenarios/topologies/four-environment.yaml', import.meta.url)), 'utf8');

function repository(name: string, files: Readonly<Record<string, string>>): string {
  const root = join(scratch, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const git = (...args: readonly string[]): void => {
    execFileSync('git', ['-c', 'user.name=Mira Okafor', '-c', 'user.email=mira@payments.example', '-C', root, ...args], {
      stdio: 'ignore',
    });
  };
  git('init');
  git('add', '--all');
  git('commit', '--message', 'First');
  return root;
}

const sam = `Transform: AWS::Serverless-2016-10-31
Parameters: { Environment: { Type: String }, Colour: { Type: String } }
Globals: { Function: { Runtime: nodejs22.x, CodeUri: dist } }
Resources:
  CreatePaymentFunction:
    Type: AWS::Serverless::Function
    Properties: { Handler: pay.create, AutoPublishAlias: live, FunctionUrlConfig: { AuthType: NONE } }
  Report: { Type: AWS::Serverless::Function, Properties: { Handler: report.main, Runtime: python3.12, CodeUri: reports/ } }
Outputs: { PayUrl: { Value: !GetAtt CreatePaymentFunctionUrl.FunctionUrl } }
`;

async function found(
  name: string,
  files: Readonly<Record<string, string>>,
): Promise<Extract<Awaited<ReturnType<typeof lookAt>>, { kind: 'found' }>> {
  const looked = await lookAt(repository(name, files), name, shipped);
  if (looked.kind === 'refused') throw new Error(looked.reason);
  return looked;
}

describe('what init finds', () => {
  it('in a SAM repository is a project that loads, and what it could not know', async () => {
    const manifest = {
      scripts: { test: 'npm run build && npm run unit', unit: 'jest', build: 'tsc', lint: 'eslint .' },
      devDependencies: { eslint: '^9.1.0' },
    };
    const { text, doubts } = await found('payments-api', {
      'template.yaml': sam,
      'src/pay.ts': '',
      'package.json': JSON.stringify(manifest),
      'db/migrations/V1__start.sql': '',
    });
    const project = loadProject('rehearsal.yaml', text, (path) => (path === 'db/migrations' ? 'folder' : 'file'));
    expect(project).toMatchObject({
      modules: [{ functions: [{ name: 'create-payment', source: { entry: 'src/pay.ts' }, alias: 'live', urlOutput: 'PayUrl' }] }],
    });
    expect(doubts.filter((doubt) => /python3|ESLint 9|Colour/.test(doubt))).toHaveLength(3);
  });

  it('in a plain template is the source that is named like the function', async () => {
    const template = `Parameters: { ArtefactBucket: { Type: String }, CreatePaymentKey: { Type: String } }
Resources:
  CreatePaymentFunction:
    Type: AWS::Lambda::Function
    Properties: { Runtime: nodejs22.x, Handler: index.handler, Code: { S3Bucket: !Ref ArtefactBucket, S3Key: !Ref CreatePaymentKey } }
  LiveAlias: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref CreatePaymentFunction, Name: current } }
`;
    const { text } = await found('plain', { 'template.yaml': template, 'src/create-payment.ts': '', 'src/create-payment.test.ts': '' });
    expect((parse(text) as { modules: Record<string, unknown> }).modules['MOD-001']).toMatchObject({
      functions: { 'create-payment': { entry: 'src/create-payment.ts', alias: 'current' } },
      parameters: { ArtefactBucket: '${artefact.bucket}', CreatePaymentKey: '${artefact.create-payment.key}' },
    });
  });

  it('in CDK’s output is what its constructs are called, and what it bundled itself', async () => {
    const fn = (path: string, asset: string): object => ({
      Type: 'AWS::Lambda::Function',
      Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { S3Bucket: 'cdk-assets', S3Key: 'x.zip' } },
      Metadata: { 'aws:cdk:path': path, 'aws:asset:path': asset },
    });
    const Resources = {
      ProducerD8AA94EB: fn('Shop/Producer/Resource', 'asset.1'),
      CustomHandler9D90184F: fn('Shop/Custom::AutoDelete/Handler', 'asset.2'),
      Errors4D9018AA: { Type: 'AWS::CloudWatch::Alarm' },
      Emptied: { Type: 'Custom::AutoDelete' },
    };
    const { text, doubts } = await found('cdk', {
      'cdk.out/Shop.template.json': JSON.stringify({ Resources }),
      'cdk.out/asset.2/index.js': '',
      'src/handlers/producer.ts': '',
    });
    const written = parse(text) as { modules: Record<string, unknown>; standIns: readonly string[] };
    expect(written.modules['MOD-001']).toMatchObject({
      functions: { producer: { entry: 'src/handlers/producer.ts' }, 'auto-delete': { entry: 'cdk.out/asset.2/index.js' } },
    });
    expect(written.standIns).toEqual(['AWS::CloudWatch::Alarm', 'Custom::AutoDelete']);
    expect(doubts).toContain(
      'AWS::CloudWatch::Alarm (Errors4D9018AA) is not emulated: as a stand-in it is taken, and nothing is made of it',
    );
  });

  it('is also all that the first deploy will refuse', async () => {
    const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: p } }
  Layer: { Type: AWS::Serverless::LayerVersion }
  Pay:
    Type: AWS::Serverless::Function
    Properties: { Handler: pay.create, Runtime: nodejs18.x, Events: { Get: { Type: Api, Properties: { Path: /, Method: get } } } }
`;
    const { doubts } = await found('refusals', { 'template.yaml': template, 'pay.ts': '', 'package.json': '{}' });
    expect(doubts.filter((doubt) => doubt.includes('will be refused'))).toEqual([
      'AWS::Serverless::Api (Api) will be refused: it is a REST API, and AWS::Serverless::HttpApi goes',
      'AWS::Serverless::LayerVersion (Layer) will be refused: it can be no stand-in',
      'events of type Api (Pay) will be refused: they make a REST API, and type HttpApi goes',
      'Pay runs on nodejs18.x, which will be refused: nodejs20.x, nodejs22.x and nodejs24.x go',
    ]);
  });

  it('is a name that the template takes for each environment', async () => {
    const patterned = "Environment: { Type: String, AllowedPattern: '^local$|^dev$|^prod$|^feature-.+$' }";
    const template = sam.replace('Environment: { Type: String }', () => patterned);
    const { text } = await found('patterned', { 'template.yaml': template, 'src/pay.ts': '', 'package.json': '{}' });
    const { modules } = parse(text) as {
      modules: Record<string, { environments: Record<string, { parameters: { Environment: string } }> }>;
    };
    const taken = Object.entries(modules['MOD-001']?.environments ?? {}).map(([name, { parameters }]) => [name, parameters.Environment]);
    expect(taken).toEqual([
      ['local', 'local'],
      ['dev', 'dev'],
      ['uat', 'feature-uat'],
      ['production', 'prod'],
    ]);
  });

  it.each([
    ['vitest', { test: 'vitest' }, 'npm run test -- --run --reporter=default --reporter=junit --outputFile.junit=reports/unit.xml'],
    [
      'jest',
      { 'test-unit': 'jest', 'test-unit-watch': 'jest --watch' },
      'mkdir -p reports && npm run test-unit -- --json --outputFile=reports/unit.json --coverage --coverageReporters=json-summary --coverageDirectory=reports/coverage',
    ],
    ['mocha', { 'test:unit': 'mocha' }, 'npm run test:unit -- --reporter xunit --reporter-option output=reports/unit.xml'],
    [
      'node',
      { test: 'node --test' },
      "mkdir -p reports && NODE_OPTIONS='--test-reporter=junit --test-reporter-destination=reports/unit.xml' npm run test",
    ],
  ])('of a script that calls %s is the command that makes its results readable', async (runner, scripts, command) => {
    const { text } = await found(runner, { 'template.yaml': sam, 'src/pay.ts': '', 'package.json': JSON.stringify({ scripts }) });
    expect((parse(text) as { checks: { unit: { command: string } } }).checks.unit.command).toBe(command);
  });

  it.each([
    ['a script', { typecheck: 'tsc --noEmit' }, 'npm run typecheck -- --diagnostics --pretty false'],
    ['a script that calls another', { 'type-check': 'npm run tsc', tsc: 'tsc' }, 'npm run tsc -- --diagnostics --pretty false'],
    ['none', {}, 'npx tsc --noEmit --diagnostics --pretty false'],
  ])('of %s for types is a tsc that says what it looked at', async (name, scripts, command) => {
    const manifest = JSON.stringify({ scripts, devDependencies: { typescript: '6.0.0' } });
    const files = { 'template.yaml': sam, 'src/pay.ts': '', 'package.json': manifest, 'tsconfig.json': '{}' };
    const { text } = await found(name.replaceAll(' ', '-'), files);
    expect((parse(text) as { checks: { typecheck: { command: string } } }).checks.typecheck.command).toBe(command);
  });

  it('leaves gates out of the path that nothing is there for, and says which', async () => {
    const { topology } = await found('bare', { 'template.yaml': sam, 'src/pay.ts': '', 'package.json': '{}' });
    expect(topology).toContain('acceptance');
    expect(JSON.stringify(parse(topology ?? ''))).not.toMatch(/acceptance|performance|"unit"|"migrate"/);
  });

  it('is nothing in the Serverless Framework’s own format, which is refused by its name', async () => {
    const looked = await lookAt(repository('framework', { 'serverless.yml': 'service: x' }), 'framework', shipped);
    expect(looked).toMatchObject({ kind: 'refused', file: 'serverless.yml' });
  });

  it('is nothing without a template', async () => {
    const looked = await lookAt(repository('nothing', { 'cdk.json': '{}' }), 'nothing', shipped);
    expect(looked).toMatchObject({ kind: 'refused', hint: expect.stringContaining('cdk synth') as string });
  });
});
