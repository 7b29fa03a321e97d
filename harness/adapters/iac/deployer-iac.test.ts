import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProjectModule } from '../../../src/model/project.ts';
import type { Release } from '../../../src/model/release.ts';
import { sampleProject } from '../../../src/ports/testing/sample-project.ts';
import { type RunningEmulator, startEmulator } from '../../emulator/index.ts';
import { AwsClients } from '../aws/accounts.ts';
import { reproducibleZip } from '../build/reproducible-zip.ts';
import type { ModuleOf } from '../deploy/module-deployer.ts';
import { StackFunctions } from '../deploy/stack-functions.ts';
import { sha256Of } from '../registry/artefact-store-s3.ts';
import { IacDeployer, type IacDeployerOptions } from './deployer-iac.ts';
import { KeptOutputs } from './kept-outputs.ts';

const account = '111111111111';
const region = 'eu-west-1';
const bucket = `code-${account}`;
const tool = `${process.execPath} ${fileURLToPath(new URL('testing/stand-in-tool.ts', import.meta.url))}`;
const dev = { environment: 'dev', region, at: {} };
let folder: string;
let emulator: RunningEmulator;
let clients: AwsClients;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iac-'));
  const log = new Writable({ write: (_chunk, _encoding, done) => done() });
  emulator = await startEmulator({ dataDir: join(folder, 'emulator'), accounts: [account], seed: 1, log });
  clients = new AwsClients({ endpoint: emulator.endpoint, region, credentials: () => Promise.resolve(rootKey()) });
  const trust = { Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
  await clients.iam.send(
    new CreateRoleCommand({ RoleName: 'fn', AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', ...trust }) }),
  );
  await clients.s3.send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: { LocationConstraint: region } }));
});

afterAll(async () => {
  clients.destroy();
  await emulator[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

function rootKey(): { readonly accessKeyId: string; readonly secretAccessKey: string } {
  const key = emulator.rootKeys[account];
  if (key === undefined) throw new Error('the emulator gave no key');
  return key;
}

function zipOf(answer: string): Uint8Array {
  return reproducibleZip({ 'index.mjs': Buffer.from(`export const handler = () => ${JSON.stringify(answer)};`) });
}

const program = reproducibleZip({
  'program.json': Buffer.from(JSON.stringify({ function: 'hello', role: `arn:aws:iam::${account}:role/fn` })),
});

/** A release whose function answers so, with its code in the bucket. */
async function releaseOf(answer: string): Promise<Release> {
  const bytes = zipOf(answer);
  await clients.s3.send(new PutObjectCommand({ Bucket: bucket, Key: `${answer}.zip`, Body: bytes }));
  const artefact = (name: string, kind: 'lambda-zip' | 'iac-program', of: Uint8Array): Release['artefacts'][number] => ({
    name,
    module: 'MOD-001',
    kind,
    digest: sha256Of(of),
    bytes: of.length,
  });
  return {
    id: sha256Of(Buffer.from(answer)),
    commit: 'c'.repeat(40),
    artefacts: [artefact('hello.zip', 'lambda-zip', bytes), artefact('program-MOD-001.zip', 'iac-program', program)],
  };
}

const hello = {
  name: 'hello',
  logicalId: 'hello',
  source: { kind: 'esbuild', entry: 'src/hello.ts' },
  alias: 'live',
  urlOutput: 'hello_url',
} as const;

function moduleOf(commands: Partial<ModuleOf<'program'>['infrastructure']> = {}): ModuleOf<'program'> {
  const [sample] = sampleProject.modules;
  if (sample === undefined) throw new Error('the sample has a module');
  const run = (verb: string): string => `${tool} ${verb} program.json`;
  const infrastructure = {
    kind: 'program',
    tool: 'pulumi',
    program: 'infra',
    prepare: null,
    plan: run('plan'),
    apply: run('apply'),
    outputs: run('outputs'),
    ...commands,
  } as const;
  return { ...sample, functions: [hello], infrastructure };
}

function deployer(
  answer: string,
  more: Partial<IacDeployerOptions> = {},
): { readonly iac: IacDeployer; readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  const iac = new IacDeployer({
    sessions: { stage: () => clients },
    outputs: new KeptOutputs('payments'),
    readArtefact: () => Promise.resolve(program),
    variablesOf: () =>
      Promise.resolve({
        AWS_ENDPOINT_URL: emulator.endpoint,
        AWS_REGION: region,
        AWS_ACCESS_KEY_ID: rootKey().accessKeyId,
        AWS_SECRET_ACCESS_KEY: rootKey().secretAccessKey,
        IAC_STATE_BUCKET: bucket,
        IAC_STATE_KEY: 'state',
        code_bucket: bucket,
        code_key: `${answer}.zip`,
      }),
    folderOf: ({ environment }, module) => join(folder, environment, module),
    evidence: {
      keep: (name, content) => {
        kept.set(name, String(content));
        return Promise.resolve(sha256Of(Buffer.from(content)));
      },
    },
    ...more,
  });
  return { iac, kept };
}

function functionsOf(module: ProjectModule): StackFunctions {
  return new StackFunctions({ ...sampleProject, modules: [module] }, { stage: () => clients }, () => [region]);
}

describe('a program of an infrastructure tool', { timeout: 60_000 }, () => {
  it('is planned, applied, and read back: then nothing is left to change', async () => {
    const module = moduleOf();
    const release = await releaseOf('first');
    const { iac, kept } = deployer('first');
    expect(await functionsOf(module).of('dev')).toEqual([]);
    const change = { action: 'Modify', logicalId: 'infra', type: 'pulumi', replacement: null };
    expect(await iac.changes(dev, release, module)).toEqual([change]);
    expect(await iac.deploy(dev, release, module)).toEqual({
      kind: 'deployed',
      functions: [{ function: 'hello', version: '1', digest: sha256Of(zipOf('first')) }],
      changesLeft: [],
      evidence: [sha256Of(Buffer.from(''))],
    });
    expect(await iac.changes(dev, release, module)).toEqual([]);
    expect([...kept.keys()]).toEqual(['dev-MOD-001-apply.log']);
    expect(await functionsOf(module).of('dev')).toMatchObject([{ name: 'hello', physicalId: 'hello', url: 'http://127.0.0.1:1/' }]);
  });

  it('publishes the next release beside what is live', async () => {
    const release = await releaseOf('second');
    const outcome = await deployer('second').iac.deploy(dev, release, moduleOf());
    expect(outcome).toMatchObject({ functions: [{ version: '2', digest: sha256Of(zipOf('second')) }], changesLeft: [] });
  });

  it('that changes something each time it is applied says so', async () => {
    const module = moduleOf({ plan: 'exit 2' });
    const outcome = await deployer('second').iac.deploy(dev, await releaseOf('second'), module);
    expect(outcome).toMatchObject({ kind: 'deployed', changesLeft: ['Modify infra'] });
  });

  it.each([
    [
      'whose tool is not here',
      { plan: 'no-such-tool preview' },
      { missingTool: 'pulumi', refused: expect.stringMatching(/install it/) as string },
    ],
    ['whose tool is not here to prepare it', { prepare: 'no-such-tool init' }, { missingTool: 'pulumi' }],
    [
      'that can not be planned',
      { plan: 'echo no credentials; exit 1' },
      { refused: 'infra: echo no credentials; exit 1 ended with 1: no credentials' },
    ],
  ])('%s is refused before anything is changed', async (_, commands, refusal) => {
    const planned = await deployer('third').iac.changes(dev, await releaseOf('third'), moduleOf(commands));
    expect(planned).toMatchObject(refusal);
  });

  it.each([
    ['whose apply fails', { apply: 'echo quota; exit 1' }, 'infra: echo quota; exit 1 ended with 1: quota'],
    ['that gives nothing out', { outputs: 'true' }, 'infra: true printed no JSON object of outputs.'],
    ['that gives out no such function', { outputs: `echo '{"hell":"x"}'` }, /gives out no text named hello: name an output/],
  ])('%s fails the deploy', async (_, commands, reason) => {
    const outcome = await deployer('second').iac.deploy(dev, await releaseOf('second'), moduleOf(commands));
    expect(outcome).toMatchObject({ kind: 'failed', reason: expect.stringMatching(reason) as string });
  });
});
