import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CreateLogGroupCommand, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateOpenIDConnectProviderCommand, CreateRoleCommand, DeleteRoleCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, ListBucketsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sampleProject } from '../../../src/ports/testing/sample-project.ts';
import type { World, WorldPlan } from '../../backends/backend.ts';
import { rootKeyOf } from '../../backends/containers/emulators/container-emulator.ts';
import type { Lease } from '../../backends/endpoint/tenancy.ts';
import { type CredentialMode, type RunningEmulator, startEmulator } from '../../emulator/index.ts';
import { AwsClients } from '../aws/accounts.ts';
import { openSessions } from '../aws/sessions.ts';
import { startWebIdentity } from '../identity/web-identity.ts';
import { prepareWorld } from '../world/prepare-world.ts';
import { settle } from '../deploy/settle.ts';
import { readStack } from '../deploy/read-stack.ts';
import { accountTenancy, thingsThere } from './account-tenancy.ts';
import { describeThing } from './describe-thing.ts';
import { plannedThings } from './planned-things.ts';

const region = 'eu-west-1';
const accounts = { tooling: '111111111110', dev: '222222222222', uat: '333333333333', spare: '999999999999' };
const environment = (name: 'dev' | 'uat') =>
  ({ name, account: accounts[name], region, regions: [region], access: 'pipeline', database: false }) as const;
const project = { ...sampleProject, flags: { instant: {} } };
const withoutDatabases = { ...project, modules: project.modules.map((module) => ({ ...module, database: null })) };

let folder = '';
const opened = new AsyncDisposableStack();
let open: RunningEmulator;
let checked: RunningEmulator;
let plan: WorldPlan;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenancy-'));
  open = opened.use(await emulator('open'));
  checked = opened.use(await emulator('checked'));
  plan = {
    dataDir: join(folder, 'world'),
    cacheDir: folder,
    logsDir: folder,
    tooling: { account: accounts.tooling, region },
    environments: [environment('dev'), environment('uat')],
    spareAccount: accounts.spare,
    seed: 1,
    lifetime: 'parent',
  };
});

afterAll(async () => {
  await opened.disposeAsync();
  await rm(folder, { recursive: true, force: true });
});

function emulator(credentials: CredentialMode): Promise<RunningEmulator> {
  const log = new Writable({ write: (_, __, done) => done() });
  return startEmulator({ dataDir: join(folder, credentials), accounts: [accounts.tooling], credentials, seed: 1, log });
}

const leaseOf = (id: string, endpoint = open.endpoint): Lease => ({
  endpoint,
  id,
  folder: join(folder, id),
  tooling: plan.tooling,
  things: plannedThings(plan, project),
});

const owner = (account: string): AwsClients =>
  opened.adopt(new AwsClients({ endpoint: open.endpoint, region, credentials: () => Promise.resolve(rootKeyOf(account)) }), (clients) =>
    clients.destroy(),
  );

const thereNow = async (): Promise<readonly string[]> => (await thingsThere(leaseOf('looks'))).map(describeThing);

/** What a run makes before a release comes, and what a release makes. */
async function makeEverything(): Promise<void> {
  const world = { missing: [], endpointOf: () => open.endpoint, rootCredentials: rootKeyOf, apart: false } as unknown as World;
  await using identity = await startWebIdentity('payments');
  using sessions = openSessions(world, plan, identity);
  await prepareWorld(world, plan, sessions, withoutDatabases);
  const dev = owner(accounts.dev);
  await dev.secrets.send(new CreateSecretCommand({ Name: 'rehearsal/payments/application', SecretString: '{}' }));
  await dev.ssm.send(new PutParameterCommand({ Name: '/payments/flags/instant', Value: 'true', Type: 'String' }));
  await makeBucket(dev, `rehearsal-copies-${accounts.dev}-${region}`);
  const Resources = {
    Receipts: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'payments-receipts' } },
    Audit: { Type: 'AWS::Logs::LogGroup', DeletionPolicy: 'Retain', Properties: { LogGroupName: '/payments/audit' } },
  };
  await dev.cloudFormation.send(new CreateStackCommand({ StackName: 'payments-mod-001', TemplateBody: JSON.stringify({ Resources }) }));
  await settle(
    'the stack',
    () => readStack(dev, 'payments-mod-001'),
    (stack) => stack?.StackStatus === 'CREATE_COMPLETE',
    10_000,
  );
  await dev.s3.send(new PutObjectCommand({ Bucket: 'payments-receipts', Key: '2026/1.json', Body: '{}' }));
}

async function makeBucket({ s3 }: AwsClients, Bucket: string): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: region } }));
}

const AssumeRolePolicyDocument = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

/** Of somebody who works in the same accounts. */
async function makeSomebodysOwn(): Promise<void> {
  const dev = owner(accounts.dev);
  await dev.iam.send(new CreateRoleCommand({ RoleName: 'checkout', AssumeRolePolicyDocument }));
  await dev.iam.send(new CreateOpenIDConnectProviderCommand({ Url: 'https://ci.example', ClientIDList: ['sts.amazonaws.com'] }));
  await makeBucket(dev, 'checkout-data');
  const Resources = { Log: { Type: 'AWS::Logs::LogGroup' } };
  await dev.cloudFormation.send(new CreateStackCommand({ StackName: 'checkout', TemplateBody: JSON.stringify({ Resources }) }));
  await dev.logs.send(new CreateLogGroupCommand({ logGroupName: '/aws/lambda/checkout' }));
}

describe('what a world makes at an endpoint', () => {
  it('is all taken away by whose it is, and nothing of anybody else', { timeout: 60_000 }, async () => {
    await makeSomebodysOwn();
    const lease = leaseOf('one');
    expect(await accountTenancy.enter(lease)).toBe('new');
    await makeEverything();
    const there = await thereNow();
    expect(there).toEqual(
      expect.arrayContaining([
        'role rehearsal-pipeline',
        'role rehearsal-stage',
        'identity provider 127.0.0.1',
        `bucket rehearsal-artefacts-${accounts.tooling}-${region}`,
        `bucket rehearsal-copies-${accounts.dev}-${region}`,
        'table rehearsal-locks',
        'KMS key alias/rehearsal-artefacts',
        'secret rehearsal/payments/application',
        'parameter /payments/flags/instant',
        'stacks payments-*',
      ]),
    );

    expect(await accountTenancy.leave(leaseOf('another'))).toEqual([]);
    expect(await thereNow()).toEqual(there);
    expect(await accountTenancy.enter(lease)).toBe('ours');

    expect(await accountTenancy.leave(lease)).toEqual([
      `account ${accounts.dev}: AWS::Logs::LogGroup /payments/audit, which the template of payments-mod-001 retains.`,
      expect.stringMatching(new RegExp(`^account ${accounts.tooling}: KMS key \\S+, which is deleted in 7 days`)),
    ]);
    expect(await thereNow()).toEqual([]);
    const dev = owner(accounts.dev);
    expect((await dev.iam.send(new ListRolesCommand({}))).Roles?.map(({ RoleName: name }) => name)).toEqual(['checkout']);
    expect((await dev.s3.send(new ListBucketsCommand({}))).Buckets?.map(({ Name: name }) => name)).toEqual(['checkout-data']);
    expect((await dev.cloudFormation.send(new DescribeStacksCommand({}))).Stacks?.map(({ StackName: name }) => name)).toEqual(['checkout']);
    const { logGroups: groups = [] } = await dev.logs.send(new DescribeLogGroupsCommand({}));
    expect(groups.map(({ logGroupName: name }) => name)).toEqual(expect.arrayContaining(['/aws/lambda/checkout', '/payments/audit']));
  });

  it('has the endpoint for itself while it is there', async () => {
    const lease = leaseOf('first');
    await accountTenancy.enter(lease);
    await expect(accountTenancy.enter(leaseOf('second'))).rejects.toThrow(
      `Another rehearsal is at work at ${open.endpoint}, or was left there: its world is in ${lease.folder}.`,
    );
    await accountTenancy.leave(lease);
    expect(await accountTenancy.enter(leaseOf('second'))).toBe('new');
    await accountTenancy.leave(leaseOf('second'));
  });

  it('is not begun where somebody else has something of the same name, which stays', async () => {
    const { iam } = owner(accounts.uat);
    await iam.send(new CreateRoleCommand({ RoleName: 'rehearsal-stage', AssumeRolePolicyDocument }));
    const lease = leaseOf('third');
    await expect(accountTenancy.enter(lease)).rejects.toThrow(
      `${open.endpoint} holds role rehearsal-stage of account ${accounts.uat}, which this world did not make and would use.`,
    );
    expect(await accountTenancy.leave(lease)).toEqual([]);
    expect(await thereNow()).toEqual(['role rehearsal-stage']);
    await iam.send(new DeleteRoleCommand({ RoleName: 'rehearsal-stage' }));
  });

  it('needs an endpoint that takes an account’s number for its root key', async () => {
    await expect(accountTenancy.enter(leaseOf('fourth', checked.endpoint))).rejects.toThrow(
      /does not take the access key \d{12} for the root of that account: it says InvalidClientTokenId/,
    );
    await expect(thingsThere(leaseOf('looks', checked.endpoint))).rejects.toThrow('it says InvalidClientTokenId');
  });

  it('takes the keys of profiles where they are of the accounts that it means', async () => {
    const own = checked.rootKeys[accounts.tooling];
    const section = (name: string, secret = own?.secretAccessKey): string =>
      `[${name}]\naws_access_key_id = ${own?.accessKeyId ?? ''}\naws_secret_access_key = ${secret ?? ''}\n`;
    await writeFile(join(folder, 'credentials'), section('shared') + section('wrong', 'another'));
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
    const things = plannedThings(plan, project).filter(({ account }) => account === accounts.tooling);
    const lease: Lease = { ...leaseOf('sixth', checked.endpoint), things, profiles: { [accounts.tooling]: 'shared' } };
    expect(await accountTenancy.enter(lease)).toBe('new');
    expect(await accountTenancy.leave(lease)).toEqual([]);

    const wrong = { ...lease, profiles: { [accounts.tooling]: 'wrong' } };
    await expect(accountTenancy.enter(wrong)).rejects.toThrow(
      `${checked.endpoint} does not take the keys of profile wrong for account ${accounts.tooling}: it says SignatureDoesNotMatch.`,
    );
    const elsewhere = {
      ...lease,
      things: things.map((thing) => ({ ...thing, account: accounts.dev })),
      profiles: { ...lease.profiles, [accounts.dev]: 'shared' },
    };
    await expect(accountTenancy.enter(elsewhere)).rejects.toThrow(
      `profile shared for account ${accounts.dev}: it says ${accounts.tooling}.`,
    );
    vi.unstubAllEnvs();
  });

  it('needs one that answers', async () => {
    await expect(accountTenancy.enter(leaseOf('fifth', 'http://127.0.0.1:1'))).rejects.toThrow(
      'Nothing answers at http://127.0.0.1:1 (ECONNREFUSED).',
    );
  });
});
