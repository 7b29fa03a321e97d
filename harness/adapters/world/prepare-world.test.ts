import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteItemCommand, GetItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { ListUsersCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketLocationCommand,
  GetBucketEncryptionCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleProject } from '../../../src/ports/testing/sample-project.ts';
import type { StageEnd } from '../../../src/ports/promotion-lock.ts';
import type { World, WorldPlan } from '../../backends/backend.ts';
import { type RunningEmulator, startEmulator } from '../../emulator/index.ts';
import type { AwsClients } from '../aws/accounts.ts';
import { registryBucket, roleArn, stageRole } from '../aws/names.ts';
import { openSessions, type Sessions } from '../aws/sessions.ts';
import { assumeWithToken } from '../identity/assume.ts';
import { StsIdentity } from '../identity/identity-sts.ts';
import { startWebIdentity, type WebIdentity } from '../identity/web-identity.ts';
import { BucketLocks } from '../state/bucket-locks.ts';
import { iacStateOf } from '../state/iac-state.ts';
import type { LockStore } from '../state/lock-store.ts';
import { StageStates } from '../state/stage-states.ts';
import { TableLocks } from '../state/table-locks.ts';
import { prepareWorld } from './prepare-world.ts';

const accounts = { tooling: '111111111110', dev: '222222222222', uat: '333333333333' };
const environment = (name: 'dev' | 'uat') =>
  ({ name, account: accounts[name], region: 'eu-west-1', regions: ['eu-west-1'], access: 'pipeline', database: false }) as const;

let folder = '';
let emulator: RunningEmulator;
let identity: WebIdentity;
let sessions: Sessions;
let plan: WorldPlan;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prepared-'));
  const log = new Writable({ write: (_, __, done) => done() });
  emulator = await startEmulator({ dataDir: join(folder, 'emulator'), accounts: Object.values(accounts), seed: 1, log });
  plan = {
    dataDir: folder,
    cacheDir: folder,
    logsDir: folder,
    tooling: { account: accounts.tooling, region: 'eu-west-1' },
    environments: [environment('dev'), { ...environment('uat'), regions: ['eu-west-1', 'eu-central-1'] }],
    seed: 1,
    lifetime: 'parent',
  };
  const world: Pick<World, 'missing' | 'endpointOf' | 'rootCredentials'> = {
    missing: [],
    endpointOf: () => emulator.endpoint,
    rootCredentials: (account) => emulator.rootKeys[account] ?? { accessKeyId: '', secretAccessKey: '' },
  };
  identity = await startWebIdentity('payments');
  sessions = openSessions(world as World, plan, identity);
  const project = { ...sampleProject, modules: sampleProject.modules.map((module) => ({ ...module, database: null })) };
  await prepareWorld(world as World, plan, sessions, project);
});

afterAll(async () => {
  sessions[Symbol.dispose]();
  await identity[Symbol.asyncDispose]();
  await emulator[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

function enter(account: string, subject: string): Promise<unknown> {
  return assumeWithToken(sessions.owner(account), identity, subject, roleArn(account, stageRole), 'test');
}

describe('an account that was set up', () => {
  it.each(Object.entries(accounts))('has no user, so no key that could be lost: %s', async (_, account) => {
    const { Users: users } = await sessions.owner(account).iam.send(new ListUsersCommand({}));
    expect(users).toEqual([]);
  });

  it.each<readonly [string, string, string]>([
    ['another environment’s job', accounts.uat, 'repo:payments:environment:dev'],
    ['another project’s job', accounts.uat, 'repo:receipts:environment:uat'],
    ['a subject that only begins alike', accounts.uat, 'repo:payments:environment:uat:x'],
    ['somebody of the project', accounts.uat, 'repo:payments:people'],
    ['the pipeline without an environment', accounts.uat, 'repo:payments:ref:refs/heads/main'],
  ])('keeps %s out of its stage’s role', async (_, account, subject) => {
    await expect(enter(account, subject)).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('keeps a token for somebody else out', async () => {
    const token = await identity.issuer.token('repo:payments:environment:uat', 'https://registry.example');
    const other = { issuer: { ...identity.issuer, token: () => Promise.resolve(token) } };
    const entering = assumeWithToken(sessions.owner(accounts.uat), other, '', roleArn(accounts.uat, stageRole), 'test');
    await expect(entering).rejects.toThrow('Incorrect token audience');
  });

  it('lets its own environment’s job in, as the stage’s role', async () => {
    const { Arn: arn } = await sessions.stage('uat').sts.send(new GetCallerIdentityCommand({}));
    expect(arn).toBe(`arn:aws:sts::${accounts.uat}:assumed-role/${stageRole}/rehearsal-uat`);
  });

  it('admits the pipeline, and not the tooling account’s root', async () => {
    const pipeline = await new StsIdentity(plan, sessions, null).callerFor('uat');
    expect(pipeline).toMatchObject({ roleArn: `arn:aws:iam::${accounts.tooling}:role/rehearsal-pipeline`, admitted: true });
    const root = await new StsIdentity(plan, sessions, sessions.owner(accounts.tooling)).callerFor('uat');
    expect(root).toMatchObject({ roleArn: `arn:aws:iam::${accounts.tooling}:root`, admitted: false });
  });

  it('makes the buckets that CloudFormation names after its stacks, and no others', async () => {
    const { s3 } = sessions.stage('uat');
    const make = (Bucket: string) =>
      s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }));
    await make(`${sampleProject.name}-mod-001-receipts-abc`);
    await expect(make('receipts')).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('keeps one stage’s role out of another’s', async () => {
    const RoleArn = roleArn(accounts.uat, stageRole);
    const entering = sessions.stage('dev').sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }));
    await expect(entering).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('the registry', () => {
  const at = { Bucket: registryBucket({ account: accounts.tooling, region: 'eu-west-1' }), Key: 'payments/c/pay.zip' };

  it('is encrypted with a key that the pipeline writes with and stages read with', async () => {
    const { ServerSideEncryptionConfiguration: encryption } = await sessions
      .root(accounts.tooling)
      .s3.send(new GetBucketEncryptionCommand({ Bucket: at.Bucket }));
    expect(encryption?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm).toBe('aws:kms');
    const put = await sessions.pipeline().s3.send(new PutObjectCommand({ ...at, Body: 'zip' }));
    expect(put.ServerSideEncryption).toBe('aws:kms');
    const read = await sessions.stage('uat').s3.send(new GetObjectCommand(at));
    expect(await read.Body?.transformToString()).toBe('zip');
    await expect(sessions.people('uat').s3.send(new GetObjectCommand(at))).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(sessions.stage('uat').s3.send(new PutObjectCommand({ ...at, Body: 'other' }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });
});

describe('the copy of the registry in another region', () => {
  const at = { Bucket: registryBucket({ account: accounts.tooling, region: 'eu-central-1' }), Key: 'payments/c/pay.zip' };

  it('lies there, under a key of that region', async () => {
    const { s3 } = sessions.root(accounts.tooling, 'eu-central-1');
    const { LocationConstraint: region } = await s3.send(new GetBucketLocationCommand({ Bucket: at.Bucket }));
    expect(region).toBe('eu-central-1');
    const put = await sessions.pipeline('eu-central-1').s3.send(new PutObjectCommand({ ...at, Body: 'zip' }));
    expect(put.SSEKMSKeyId).toMatch(/^arn:aws:kms:eu-central-1:/);
  });

  it('is read by the stage’s role of an environment that is there too, and by no other', async () => {
    const read = await sessions.stage('uat', 'eu-central-1').s3.send(new GetObjectCommand(at));
    expect(await read.Body?.transformToString()).toBe('zip');
    await expect(sessions.stage('dev').s3.send(new GetObjectCommand(at))).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('what an infrastructure tool keeps', () => {
  const tooling = { account: accounts.tooling, region: 'eu-west-1' };
  const state = iacStateOf({ tooling, account: accounts.uat, locks: true });
  const at = { Bucket: state.bucket, Key: 'payments/terraform.tfstate' };
  const lock = { TableName: state.lockTable ?? '', Key: { LockID: { S: `${at.Bucket}/${at.Key}` } } };

  it('is written, locked and let go by its environment’s stage role', async () => {
    const { s3, dynamoDb } = sessions.stage('uat');
    const condition = { ConditionExpression: 'attribute_not_exists(LockID)' };
    await dynamoDb.send(new PutItemCommand({ TableName: lock.TableName, Item: lock.Key, ...condition }));
    await s3.send(new PutObjectCommand({ ...at, Body: '{}' }));
    const second = dynamoDb.send(new PutItemCommand({ TableName: lock.TableName, Item: lock.Key, ...condition }));
    await expect(second).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
    await dynamoDb.send(new DeleteItemCommand(lock));
    const { Versions: versions } = await sessions
      .root(accounts.tooling)
      .s3.send(new ListObjectVersionsCommand({ Bucket: at.Bucket, Prefix: at.Key }));
    expect(versions).toHaveLength(1);
  });

  it.each<readonly [string, () => AwsClients]>([
    ['another environment’s stage role', () => sessions.stage('dev')],
    ['the role of its own environment’s tests', () => sessions.test('uat')],
    ['people', () => sessions.people('uat')],
    ['the pipeline', () => sessions.pipeline()],
  ])('is out of reach of %s', async (_, as) => {
    await expect(as().s3.send(new GetObjectCommand(at))).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(as().dynamoDb.send(new GetItemCommand(lock))).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('is no way to more than its keys', async () => {
    const deleting = sessions.stage('uat').s3.send(new DeleteBucketCommand({ Bucket: at.Bucket }));
    await expect(deleting).rejects.toMatchObject({ name: 'AccessDenied' });
    const scanning = sessions.stage('uat').dynamoDb.send(new ScanCommand({ TableName: lock.TableName }));
    await expect(scanning).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

describe('a lock', () => {
  const lock = (owner: string, expires: string) => ({ owner, since: '2026-11-21T10:00:00.000Z', expires });
  const bucket = registryBucket({ account: accounts.tooling, region: 'eu-west-1' });

  it.each<readonly [string, () => LockStore]>([
    ['in the table', () => new TableLocks(() => sessions.pipeline())],
    ['in the bucket', () => new BucketLocks(() => sessions.pipeline(), bucket)],
  ])('%s lets one holder in, names it, and lets another in when it has run out', async (_, store) => {
    const locks = store();
    const one = lock('run 1', '2026-11-21T10:02:00.000Z');
    const two = lock('run 2', '2026-11-21T10:05:00.000Z');
    expect(await locks.put('payments/uat', one, '2026-11-21T10:00:00.000Z')).toEqual({ kind: 'put', former: null });
    expect(await locks.put('payments/uat', two, '2026-11-21T10:01:00.000Z')).toEqual({ kind: 'taken', holder: one });
    await locks.remove('payments/uat', 'run 2');
    expect(await locks.put('payments/uat', two, '2026-11-21T10:03:00.000Z')).toEqual({ kind: 'put', former: one });
    await locks.remove('payments/uat', 'run 2');
    expect(await locks.put('payments/uat', one, '2026-11-21T10:03:00.000Z')).toEqual({ kind: 'put', former: null });
  });

  it.each<readonly [string, () => LockStore]>([
    ['in the table', () => new TableLocks(() => sessions.pipeline())],
    ['in the bucket', () => new BucketLocks(() => sessions.pipeline(), bucket)],
  ])('%s goes to one of two who want it at once', async (_, store) => {
    const locks = store();
    const wanting = ['run 1', 'run 2'].map((owner) =>
      locks.put('payments/dev', lock(owner, '2026-11-21T10:02:00.000Z'), '2026-11-21T10:00:00.000Z'),
    );
    const kinds = (await Promise.all(wanting)).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['put', 'taken']);
  });

  it.each<readonly [string, () => LockStore]>([
    ['in the table', () => new TableLocks(() => sessions.pipeline())],
    ['in the bucket', () => new BucketLocks(() => sessions.pipeline(), bucket)],
  ])('%s is its holder’s though the holder puts it twice at once, as where it is renewed while a step begins', async (_, store) => {
    const locks = store();
    const mine = lock('run 1', '2026-11-21T10:02:00.000Z');
    const put = () => locks.put('payments/production', mine, '2026-11-21T10:00:00.000Z');
    for (let round = 0; round < 5; round += 1)
      expect((await Promise.all([put(), put(), put()])).map(({ kind }) => kind)).toEqual(['put', 'put', 'put']);
  });
});

describe('what a stage left', () => {
  const states = () =>
    new StageStates(() => sessions.pipeline(), {
      bucket: registryBucket({ account: accounts.tooling, region: 'eu-west-1' }),
      repository: 'payments',
    });
  const end: StageEnd = { outcome: 'passed', accounts: true, version: 'v1.4.0', commit: 'c', release: null, by: 'arn', deployed: [] };

  it('is found again, accounts for what was before it, and not where it was blocked', async () => {
    expect(await states().read('uat')).toBeNull();
    await states().write('uat', end, '2026-11-21T10:00:00.000Z');
    await states().write('uat', { ...end, outcome: 'blocked', accounts: false, version: 'v1.5.0' }, '2026-11-21T11:00:00.000Z');
    expect(await states().read('uat')).toMatchObject({ outcome: 'blocked', version: 'v1.5.0', accountedAt: '2026-11-21T10:00:00.000Z' });
    await states().forget('uat');
    expect(await states().read('uat')).toBeNull();
  });
});
