import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { GetObjectCommand, type GetObjectCommandOutput, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleProject } from '../../../src/ports/testing/sample-project.ts';
import { sampleRelease } from '../../../src/ports/testing/sample-release.ts';
import type { World, WorldPlan } from '../../backends/backend.ts';
import { rootKeyOf } from '../../backends/containers/emulators/container-emulator.ts';
import { type RunningEmulator, startEmulator } from '../../emulator/index.ts';
import { copiesBucket, registryBucket, stageRole } from '../aws/names.ts';
import { openSessions, type Sessions } from '../aws/sessions.ts';
import { StsIdentity } from '../identity/identity-sts.ts';
import { sha256Of } from '../registry/artefact-store-s3.ts';
import { copyArtefacts } from '../registry/copy-artefacts.ts';
import { prepareWorld } from './prepare-world.ts';

const tooling = { account: '111111111110', region: 'eu-west-1' };
const environments = (['dev', 'uat'] as const).map((name, index) => ({
  name,
  account: `${index + 2}`.repeat(12),
  region: 'eu-west-1',
  regions: ['eu-west-1'],
  access: 'pipeline' as const,
  database: false,
}));

const emulators = new Map<string, RunningEmulator>();
let folder = '';
let plan: WorldPlan;
let sessions: Sessions;

/** An emulator an account, none of which knows another: as `--isolation strict` has it. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apart-'));
  const log = new Writable({ write: (_, __, done) => done() });
  for (const account of [tooling.account, ...environments.map((environment) => environment.account)]) {
    const accounts = [...new Set([tooling.account, account])];
    emulators.set(account, await startEmulator({ dataDir: join(folder, account), accounts, seed: 1, credentials: 'open', log }));
  }
  plan = { dataDir: folder, cacheDir: folder, logsDir: folder, tooling, environments, seed: 1, lifetime: 'parent' };
  const world: Pick<World, 'missing' | 'apart' | 'registry' | 'endpointOf' | 'rootCredentials'> = {
    missing: ['web-identity'],
    apart: true,
    registry: 'copied',
    endpointOf: (account) => emulators.get(account)?.endpoint ?? '',
    rootCredentials: rootKeyOf,
  };
  sessions = openSessions(world as World, plan);
  const project = { ...sampleProject, modules: sampleProject.modules.map((module) => ({ ...module, database: null })) };
  await prepareWorld(world as World, plan, sessions, project);
});

afterAll(async () => {
  sessions[Symbol.dispose]();
  for (const emulator of emulators.values()) await emulator[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe('accounts that are emulators of their own', () => {
  it.each(['dev', 'uat'])('let the pipeline into %s by its own role there', async (environment) => {
    const { Arn: arn } = await sessions.stage(environment).sts.send(new GetCallerIdentityCommand({}));
    expect(arn).toContain(`assumed-role/${stageRole}/`);
    await expect(new StsIdentity(plan, sessions, null).callerFor(environment)).resolves.toMatchObject({ admitted: true });
  });
});

describe('the registry', () => {
  const bytes = Buffer.from('the zip');
  const [first] = sampleRelease.artefacts;
  const release = { ...sampleRelease, artefacts: first === undefined ? [] : [{ ...first, digest: sha256Of(bytes) }] };
  const keyOf = (commit: string, name: string): string => `payments/${commit}/${name}`;
  const Key = keyOf(release.commit, first?.name ?? '');
  const uat = environments[1]?.account ?? '';
  const copy = (content: Buffer): Promise<void> =>
    copyArtefacts(release, { account: uat, region: tooling.region, keyOf, read: () => Promise.resolve(content), as: sessions.root(uat) });
  const read = (environment: string, Bucket: string): Promise<GetObjectCommandOutput> =>
    sessions.stage(environment).s3.send(new GetObjectCommand({ Bucket, Key }));

  it('is written by the pipeline in the tooling account, and is nowhere else', async () => {
    await sessions.pipeline().s3.send(new PutObjectCommand({ Bucket: registryBucket(tooling), Key, Body: bytes }));
    await expect(read('uat', registryBucket(tooling))).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  it('is not copied where it holds other bytes than were released', async () => {
    await expect(copy(Buffer.from('something else'))).rejects.toThrow('nothing is copied');
    await expect(read('uat', copiesBucket(uat, tooling.region))).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('is copied to the account that a release is deployed in, where its stage reads it, also a second time', async () => {
    await copy(bytes);
    await copy(bytes);
    const { Body: body } = await read('uat', copiesBucket(uat, tooling.region));
    expect(await body?.transformToString()).toBe('the zip');
  });
});
