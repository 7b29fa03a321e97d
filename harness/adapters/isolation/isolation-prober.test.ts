import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { AddPermissionCommand, CreateFunctionCommand, CreateFunctionUrlConfigCommand } from '@aws-sdk/client-lambda';
import { CreateSecretCommand, PutResourcePolicyCommand } from '@aws-sdk/client-secrets-manager';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestNamed } from '../../../src/ports/testing/sample-release.ts';
import { sampleProject } from '../../../src/ports/testing/sample-project.ts';
import type { World, WorldPlan } from '../../backends/backend.ts';
import { type RunningEmulator, startEmulator } from '../../emulator/index.ts';
import { peopleRole, roleArn } from '../aws/names.ts';
import { openSessions, type Sessions } from '../aws/sessions.ts';
import { startWebIdentity, type WebIdentity } from '../identity/web-identity.ts';
import { prepareWorld } from '../world/prepare-world.ts';
import { WorldIsolation } from './isolation-prober.ts';

const accounts = { tooling: '111111111110', dev: '222222222222', uat: '333333333333' };
const environment = (name: 'dev' | 'uat') =>
  ({ name, account: accounts[name], region: 'eu-west-1', regions: ['eu-west-1'], access: 'pipeline', database: false }) as const;

let folder = '';
let emulator: RunningEmulator;
let identity: WebIdentity;
let sessions: Sessions;
let isolation: WorldIsolation;
/** What answers for another system, one for each of the two. */
let banks: { readonly environment: string; readonly name: string; readonly port: number; readonly server: Server }[];
/** The prober of a backend that lacks these. */
let proberWithout: (...missing: World['missing']) => WorldIsolation;
let proberOf: (world: Partial<World>, as?: Sessions) => WorldIsolation;
/** The harness's sessions with an emulator of which nothing is left. */
let withoutEmulator: () => Sessions;

async function startBank(environment: string): Promise<(typeof banks)[number]> {
  const server = createServer((connection) => connection.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { environment, name: 'bank', port: (server.address() as AddressInfo).port, server };
}

/** What was asked of the emulator so far: operations, those that were denied marked. */
function askedSoFar(): readonly string[] {
  const lines = readFileSync(join(folder, 'emulator', 'trace.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  const entries = lines.map((line) => JSON.parse(line) as { readonly operation?: string; readonly decision?: string });
  return entries.map(({ operation = '', decision }) => (decision === 'denied' ? `${operation} denied` : operation));
}

/** Lets the functions of dev reach these too. */
async function letDevReach(ports: readonly number[]): Promise<void> {
  await writeFile(join(folder, 'reachable', 'planted.json'), JSON.stringify({ [accounts.dev]: ports }));
}

/** A function with a role of its own, and a secret. */
async function furnish(account: string): Promise<void> {
  const root = sessions.root(account);
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  await root.iam.send(new CreateRoleCommand({ RoleName: 'pay', AssumeRolePolicyDocument: JSON.stringify(trust) }));
  const ZipFile = zipSync({ 'index.mjs': strToU8('export const handler = async () => 1;') });
  await root.lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'pay',
      Role: roleArn(account, 'pay'),
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile },
    }),
  );
  await root.lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName: 'pay', AuthType: 'AWS_IAM' }));
  await root.secrets.send(new CreateSecretCommand({ Name: 'partner', SecretString: `key of ${account}` }));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isolation-'));
  const log = new Writable({ write: (_, __, done) => done() });
  const network = { kind: 'namespaces', reachable: join(folder, 'reachable') } as const;
  await mkdir(network.reachable);
  emulator = await startEmulator({ dataDir: join(folder, 'emulator'), accounts: Object.values(accounts), seed: 1, log, network });
  banks = [await startBank('dev'), await startBank('uat')];
  const plan: WorldPlan = {
    dataDir: folder,
    cacheDir: folder,
    logsDir: folder,
    tooling: { account: accounts.tooling, region: 'eu-west-1' },
    environments: [environment('dev'), { ...environment('uat'), regions: ['eu-west-1', 'eu-central-1'] }],
    seed: 1,
    lifetime: 'parent',
  };
  const part: Pick<World, 'missing' | 'accepted' | 'apart' | 'engine' | 'tried' | 'endpointOf' | 'rootCredentials'> = {
    missing: [],
    accepted: [],
    apart: false,
    engine: null,
    tried: [{ capability: 'network-isolation', there: false, seen: 'no tool for it', durationMs: 1 }],
    endpointOf: () => emulator.endpoint,
    rootCredentials: (account) => emulator.rootKeys[account] ?? { accessKeyId: '', secretAccessKey: '' },
  };
  const world = part as World;
  identity = await startWebIdentity('payments');
  sessions = openSessions(world, plan, identity);
  const project = { ...sampleProject, modules: sampleProject.modules.map((module) => ({ ...module, database: null })) };
  await prepareWorld(world, plan, sessions, project);
  await Promise.all([furnish(accounts.dev), furnish(accounts.uat)]);
  const { secrets } = sessions.root(accounts.uat, 'eu-central-1');
  await secrets.send(new CreateSecretCommand({ Name: 'partner', SecretString: 'key of the second region' }));
  proberWithout = (...missing) => proberOf({ missing });
  withoutEmulator = () => openSessions({ ...world, endpointOf: () => 'http://127.0.0.1:9' }, plan, identity);
  proberOf = (other, as = sessions) =>
    new WorldIsolation({
      world: { ...world, ...other },
      plan,
      sessions: as,
      databases: [],
      standIns: banks,
      evidence: { keep: () => Promise.resolve(digestNamed('matrix')) },
    });
  // Where the machine can't keep functions apart, nothing else is any different.
  isolation = emulator.network.kind === 'namespaces' ? proberWithout() : proberWithout('network-isolation');
}, 60_000);

afterAll(async () => {
  isolation[Symbol.dispose]();
  sessions[Symbol.dispose]();
  await identity[Symbol.asyncDispose]();
  await emulator[Symbol.asyncDispose]();
  for (const { server } of banks) server.close();
  await rm(folder, { recursive: true, force: true });
});

describe('an emulator that is gone', () => {
  it('is said once: of all that is asked at once, nothing fails unheard', async () => {
    using gone = withoutEmulator();
    using prober = proberOf({ missing: ['network-isolation'] }, gone);
    await expect(prober.probe('dev', false)).rejects.toThrow('ECONNREFUSED');
  });
});

describe('two environments', () => {
  it('are apart: the roles of each, its functions’ too, are denied all that the other has, and people may not write', async () => {
    const { attempts, lacking } = await isolation.probe('dev', false);
    expect(attempts.filter(({ result }) => result !== 'denied')).toEqual([]);
    expect(lacking).toEqual([]);
    expect(new Set(attempts.map(({ from, principal, to }) => `${from} ${principal} ${to}`))).toEqual(
      new Set([
        ...['role rehearsal-stage', 'role rehearsal-test', 'role rehearsal-people', "function's role pay"].flatMap((who) => [
          `dev ${who} uat`,
          `uat ${who} dev`,
        ]),
        'dev role rehearsal-people dev',
        ...(emulator.network.kind === 'namespaces' ? ['dev function as pay uat', 'uat function as pay dev'] : []),
      ]),
    );
    const secrets = attempts.filter(({ kind, to }) => kind === 'secret' && to === 'uat').map(({ target }) => target);
    expect(new Set(secrets)).toEqual(new Set(['partner', 'partner in eu-central-1']));
    expect(new Set(attempts.map(({ kind }) => kind))).toEqual(
      new Set(['role', 'secret', 'function', 'url', ...(emulator.network.kind === 'namespaces' ? ['port'] : [])]),
    );
  });

  it('are asked one thing after the other while users are at work: they would wait for functions that start beside it', async () => {
    using prober = emulator.network.kind === 'namespaces' ? proberWithout() : proberWithout('network-isolation');
    const before = askedSoFar().length;
    await prober.probe('dev', true);
    const asked = askedSoFar().slice(before);
    const starts = asked.flatMap((operation, at) => (operation === 'CreateFunction' ? [at] : []));
    const [first, last] = [asked.indexOf('AssumeRole denied'), asked.lastIndexOf('AssumeRole denied')];
    // Two for the credentials of functions' roles, then two to knock from.
    const knocking = emulator.network.kind === 'namespaces' ? 2 : 0;
    expect([starts.filter((at) => at < first).length, starts.filter((at) => at > last).length, starts.length]).toEqual([
      2,
      knocking,
      2 + knocking,
    ]);
  });

  it('are not, where the functions of one reach what listens for the other: it is named', async () => {
    const uats = banks[1]?.port ?? 0;
    await letDevReach([uats]);
    using prober = proberWithout();
    const { attempts } = await prober.probe('uat', false);
    expect(attempts).toContainEqual({
      from: 'dev',
      principal: 'function as pay',
      to: 'uat',
      kind: 'port',
      target: `127.0.0.1:${String(uats)} (the stand-in of bank)`,
      result: 'allowed',
      how: 'connect',
      because: null,
    });
    await letDevReach([]);
  });

  it('are not called apart by a refusal of what nobody serves', async () => {
    const uats = banks[1];
    await new Promise((resolve) => uats?.server.close(resolve));
    using prober = proberWithout();
    const { attempts } = await prober.probe('dev', false);
    const toUat = attempts.find(({ kind, target }) => kind === 'port' && target.includes(`:${String(uats?.port)} `));
    expect(toUat).toMatchObject({ result: 'unclear', how: 'connect: ECONNREFUSED, and from outside: ECONNREFUSED' });
    await new Promise<void>((resolve) => uats?.server.listen(uats.port, '127.0.0.1', resolve));
  });

  it('are tried without the network where the backend can not keep functions apart, and that is said', async () => {
    using prober = proberWithout('network-isolation');
    const { attempts, untried } = await prober.probe('dev', false);
    expect(attempts.filter(({ kind }) => kind === 'port')).toEqual([]);
    expect(untried).toEqual(['what functions reach over the network (no network-isolation: no tool for it)']);
  });

  const [roles, resources, people] = [
    "roles at the other environments' roles",
    "roles at the other environments' resources",
    "people's writes",
  ];
  it.each([
    ['iam-enforcement', [roles, resources, people], []],
    ['trust-policies', [roles, people], ['secret', 'function', 'url']],
    ['cross-account-denial', [resources, people], ['role']],
  ] as const)('are not called denied on a backend without %s, as far as it takes that', async (capability, unjudged, tried) => {
    using prober = proberWithout(capability, 'stack-rollback');
    const { attempts, lacking } = await prober.probe('dev', false);
    expect(lacking).toEqual(unjudged.map((each) => ({ capability, unjudged: each })));
    expect(new Set(attempts.map(({ kind }) => kind).filter((kind) => kind !== 'port'))).toEqual(new Set(tried));
  });

  it('are a gap that the profile takes by name where the backend is known to have one network, and no gap of a machine', async () => {
    using prober = proberWithout('network-isolation');
    using known = proberOf({ missing: ['network-isolation'], accepted: ['network-isolation'] });
    expect((await prober.probe('dev', false)).lacking).toEqual([]);
    const { lacking, untried } = await known.probe('dev', false);
    expect(lacking).toEqual([{ capability: 'network-isolation', unjudged: 'what functions reach over the network' }]);
    expect(untried).toEqual([]);
  });

  it('are a gap of the backend also where each account is an emulator that the other’s functions don’t reach: AWS is one for all', async () => {
    using prober = proberOf({ apart: true, missing: ['iam-enforcement'] });
    const { lacking } = await prober.probe('dev', false);
    expect(lacking.map(({ unjudged }) => unjudged)).toEqual([roles, resources, people]);
  });

  it('are not, where a role trusts the other account and a function may take it: both are named', async () => {
    const trust = {
      Version: '2012-10-17',
      Statement: [{ Sid: 'Shared', Effect: 'Allow', Principal: { AWS: accounts.dev }, Action: 'sts:AssumeRole' }],
    };
    await sessions
      .root(accounts.uat)
      .iam.send(new CreateRoleCommand({ RoleName: 'reports', AssumeRolePolicyDocument: JSON.stringify(trust) }));
    const wide = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }] };
    await sessions
      .root(accounts.dev)
      .iam.send(new PutRolePolicyCommand({ RoleName: 'pay', PolicyName: 'wide', PolicyDocument: JSON.stringify(wide) }));
    const { attempts } = await isolation.probe('uat', false);
    expect(attempts.filter(({ result }) => result === 'allowed')).toEqual([
      {
        from: 'dev',
        principal: "function's role pay",
        to: 'uat',
        kind: 'role',
        target: 'reports',
        result: 'allowed',
        how: 'AssumeRole',
        because: 'statement "Shared" of the role\'s trust policy',
      },
    ]);
  });

  it('say nothing clear of a secret that policies open and its default key keeps shut', async () => {
    const open = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: accounts.dev }, Action: '*', Resource: '*' }] };
    await sessions
      .root(accounts.uat)
      .secrets.send(new PutResourcePolicyCommand({ SecretId: 'partner', ResourcePolicy: JSON.stringify(open) }));
    const wide = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'secretsmanager:*', Resource: '*' }] };
    await sessions
      .root(accounts.dev)
      .iam.send(new PutRolePolicyCommand({ RoleName: 'pay', PolicyName: 'secrets', PolicyDocument: JSON.stringify(wide) }));
    const { attempts } = await isolation.probe('uat', false);
    expect(attempts.filter(({ result }) => result === 'unclear').map(({ target, how }) => `${target} ${how}`)).toEqual([
      'partner GetSecretValue: InvalidRequestException',
    ]);
  });

  it('are not, where a function URL lets the other account’s function in', async () => {
    const grant = { FunctionName: 'pay', Principal: accounts.dev } as const;
    const { lambda } = sessions.root(accounts.uat);
    await lambda.send(
      new AddPermissionCommand({ ...grant, StatementId: 'url', Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'AWS_IAM' }),
    );
    await lambda.send(
      new AddPermissionCommand({ ...grant, StatementId: 'invoke', Action: 'lambda:InvokeFunction', InvokedViaFunctionUrl: true }),
    );
    const wide = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction*', Resource: '*' }] };
    await sessions
      .root(accounts.dev)
      .iam.send(new PutRolePolicyCommand({ RoleName: 'pay', PolicyName: 'urls', PolicyDocument: JSON.stringify(wide) }));
    const { attempts } = await isolation.probe('uat', false);
    expect(
      attempts.filter(({ result, kind }) => result === 'allowed' && kind !== 'role').map(({ from, target, how }) => [from, target, how]),
    ).toEqual([['dev', 'of pay', 'InvokeFunctionUrl']]);
  });

  it('are the pipeline’s to change, and a person who may is found out', async () => {
    const change = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'lambda:UpdateAlias', Resource: '*' }] };
    await sessions
      .root(accounts.dev)
      .iam.send(new PutRolePolicyCommand({ RoleName: peopleRole, PolicyName: 'more', PolicyDocument: JSON.stringify(change) }));
    const { attempts } = await isolation.probe('dev', false);
    expect(attempts.filter(({ from, to }) => from === to).map(({ how, result }) => `${result}: ${how}`)).toEqual([
      'denied: UpdateFunctionCode: AccessDeniedException',
      'allowed: UpdateAlias: ResourceNotFoundException',
      'denied: PutSecretValue: AccessDeniedException',
    ]);
  });
});
