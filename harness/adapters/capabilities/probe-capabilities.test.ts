import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { ListRolesCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capabilities, type PostgresServer, type World, type WorldPlan } from '../../backends/backend.ts';
import { otherTestAccount, startTestEmulator, testAccount, type TestEmulator } from '../../emulator/testing.ts';
import { AwsClients } from '../aws/accounts.ts';
import { type Probe, found } from './probe.ts';
import { type ProbedCapability, probeCapabilities } from './probe-capabilities.ts';
import { probedWorld } from './probed-world.ts';
import type { ProbedWorld } from './probe-place.ts';
import { probes } from './probes/index.ts';
import { type Lie, startLyingEndpoint } from './testing/lying-endpoint.ts';

const region = 'eu-central-1';
const environment = (name: string, account: string) =>
  ({ name, account, region, regions: [region], access: 'pipeline', database: true }) as const;
let emulator: TestEmulator;
let plan: WorldPlan;
/** Something that listens, in a database's place; and where nobody does any more. */
let listening: Server;
let deafPort = 0;

beforeAll(async () => {
  emulator = await startTestEmulator();
  listening = createServer((socket) => socket.destroy());
  const deaf = createServer();
  await Promise.all([listening, deaf].map((server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done))));
  deafPort = portOf(deaf);
  await new Promise((done) => deaf.close(done));
  const { dataDir } = emulator;
  plan = {
    dataDir,
    cacheDir: dataDir,
    logsDir: dataDir,
    seed: 1,
    lifetime: 'parent',
    tooling: { account: testAccount, region },
    environments: [environment('dev', otherTestAccount), environment('uat', testAccount)],
  };
});

afterAll(async () => {
  listening.close();
  await emulator[Symbol.asyncDispose]();
});

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** The embedded emulator, as a world whose databases are an island each unless `reached` says otherwise. */
function world(more: Partial<ProbedWorld> = {}, reached: readonly string[] = ['dev']): ProbedWorld {
  return {
    endpointOf: () => emulator.endpoint,
    rootCredentials: (account) => emulator.rootKeys[account] ?? { accessKeyId: '', secretAccessKey: '' },
    trace: join(emulator.dataDir, 'trace.jsonl'),
    postgresOf: (name) => {
      const at = { host: '127.0.0.1', port: reached.includes(name) ? portOf(listening) : deafPort };
      return { container: null, ...at, fromFunctions: at, superuser: { user: '', password: '', database: '' } } satisfies PostgresServer;
    },
    ...more,
  };
}

async function probed(capability: string, of: ProbedWorld): Promise<ProbedCapability> {
  const [only] = await probeCapabilities(
    of,
    plan,
    probes.filter((probe) => probe.capability === capability),
  );
  if (only === undefined) throw new Error(`there is no probe of ${capability}`);
  return only;
}

const answered = (operation: string, result = ''): string =>
  `<${operation}Response><${operation}Result>${result}</${operation}Result></${operation}Response>`;
const session = '<Credentials><AccessKeyId>A</AccessKeyId><SecretAccessKey>B</SecretAccessKey><SessionToken>C</SessionToken></Credentials>';

/** By capability: what an endpoint answers that lacks it, and how that is said. */
const lies: readonly (readonly [string, Lie, string])[] = [
  [
    'iam-enforcement',
    { of: 'ListRoles', when: 'refused', status: 200, body: answered('ListRoles', '<Roles/><IsTruncated>false</IsTruncated>') },
    'a user without any policy was answered iam:ListRoles',
  ],
  [
    'signatures',
    { of: 'GetCallerIdentity', when: 'refused', status: 200, body: answered('GetCallerIdentity') },
    'a call signed with a wrong secret was answered',
  ],
  [
    'signatures',
    { of: 'GetCallerIdentity', when: 'always', status: 403, body: '<ErrorResponse><Error><Code>Locked</Code></Error></ErrorResponse>' },
    "a call signed with the key's own secret was refused (Locked)",
  ],
  [
    'trust-policies',
    { of: 'AssumeRole', when: 'refused', status: 200, body: answered('AssumeRole', session) },
    'a user whom the role does not trust took it',
  ],
  [
    'cross-account-denial',
    { of: /^GET .*\/own/, when: 'refused', status: 200, body: 'own' },
    "another account's object was read without a bucket policy",
  ],
  [
    'alias-weights',
    { of: /^PUT .*\/aliases\/live/, when: 'always', status: 500, body: '{}' },
    'UpdateAlias with a RoutingConfig was refused',
  ],
  [
    'alias-weights',
    { of: /^POST .*\/invocations/, when: 'always', status: 200, body: '"one"' },
    'a call of an alias with all weight on its second version was answered "one" and not by that one',
  ],
  [
    'stack-rollback',
    { of: 'DescribeStacks', when: 'always', status: 200, body: (truth) => truth.replace(/ROLLBACK_COMPLETE/g, 'CREATE_COMPLETE') },
    'a stack whose creation had to fail ended CREATE_COMPLETE',
  ],
  [
    'kms',
    { of: 'Encrypt', when: 'refused', status: 200, body: JSON.stringify({ CiphertextBlob: 'AAAA' }) },
    'a key that is not there encrypted',
  ],
  [
    'http-apis',
    { of: /^POST \/v2\/apis/, when: 'always', status: 501, body: JSON.stringify({ __type: 'NotPartOfThisLicense' }) },
    'trying it ended in NotPartOfThisLicense',
  ],
  [
    'web-identity',
    { of: 'AssumeRoleWithWebIdentity', when: 'refused', status: 200, body: answered('AssumeRoleWithWebIdentity', session) },
    'a token of somebody whom the role does not trust was taken',
  ],
  ['lock-table', { of: 'PutItem', when: 'refused', status: 200, body: '{}' }, 'a lock that is held was given again'],
  [
    'lock-table',
    { of: 'PutResourcePolicy', when: 'always', status: 400, body: JSON.stringify({ __type: 'UnknownOperationException' }) },
    'a table took no policy that lets another account in (UnknownOperationException)',
  ],
];

describe('the probes', () => {
  it('are one of each capability', () => {
    const known = ['faults', 'database-copies', 'traffic-hooks'];
    const asked = capabilities.filter((each) => !known.includes(each));
    expect(probes.map(({ capability }) => capability).toSorted()).toEqual(asked.toSorted());
  });

  it('find all there on the embedded emulator, and leave nothing of theirs', async () => {
    const findings = await probeCapabilities(world(), plan);
    expect(findings.filter(({ there, left }) => !there || left.length > 0)).toEqual([]);
    await using root = new AsyncDisposableStack();
    for (const account of [testAccount, otherTestAccount]) {
      const credentials = emulator.rootKeys[account] ?? { accessKeyId: '', secretAccessKey: '' };
      const clients = new AwsClients({ endpoint: emulator.endpoint, region, credentials: () => Promise.resolve(credentials) });
      root.defer(() => clients.destroy());
      expect((await clients.iam.send(new ListUsersCommand({}))).Users).toEqual([]);
      expect((await clients.iam.send(new ListRolesCommand({}))).Roles).toEqual([]);
      expect((await clients.lambda.send(new ListFunctionsCommand({}))).Functions).toEqual([]);
    }
    expect(emulator.logged()).toBe('');
    // Every service is loaded by its first call.
  }, 60_000);

  it.each(lies)('find %s missing where %o is told', async (capability, lie, seen) => {
    await using endpoint = await startLyingEndpoint(emulator.endpoint, [lie]);
    const finding = await probed(capability, world({ endpointOf: () => endpoint.url }));
    expect(finding).toMatchObject({ there: false });
    expect(finding.seen).toContain(seen);
  });

  it('are not misled by an endpoint that passes everything on', async () => {
    await using endpoint = await startLyingEndpoint(emulator.endpoint, []);
    const findings = await probeCapabilities(world({ endpointOf: () => endpoint.url }), plan);
    expect(findings.filter(({ there }) => !there)).toEqual([]);
  });

  it('find no record of calls where none is kept', async () => {
    expect(await probed('call-trace', world({ trace: null }))).toMatchObject({ there: false });
  });

  it.each([
    [['dev', 'uat'], 'a function of dev reaches the database of uat'],
    [[], "a function of dev can't reach its own database, so nothing was tried"],
  ])('find no network isolation where a function reaches %j', async (reached, seen) => {
    expect(await probed('network-isolation', world({}, reached))).toMatchObject({ there: false, seen });
  });

  it('say what helps where a function does not reach its own database, and nothing where it does', async () => {
    expect(await probed('network-isolation', world({}, []))).toMatchObject({ warning: expect.stringContaining('--reached-at') as string });
    expect((await probed('network-isolation', world({}, ['dev', 'uat']))).warning).toBeUndefined();
    const notes: string[] = [];
    const begun = {
      ...world({}, []),
      emulator: 'another',
      missing: [],
      probe: true,
      tried: [],
      broke: new Promise<never>(() => undefined),
    };
    await probedWorld(begun as Partial<World> as World, plan, (text) => void notes.push(text));
    expect(notes).toContainEqual(expect.stringMatching(/^A function of dev can't reach its own database at .*--reached-at/));
  });

  it('find missing what comes to no answer in time', async () => {
    const answer = Promise.withResolvers<void>();
    const slow: Probe = { capability: 'kms', try: () => answer.promise.then(() => found('too late')) };
    const [finding] = await probeCapabilities(world(), plan, [slow], 5);
    expect(finding).toMatchObject({ there: false, seen: 'trying it came to no answer in 0.005 s', left: ['it was still at it'] });
    answer.resolve();
  });

  it('say what could not be taken away again', async () => {
    const untidy: Probe = {
      capability: 'kms',
      try: (place) => {
        place.afterwards(() => Promise.reject(new Error('it is in use')));
        return Promise.resolve(found('it works'));
      },
    };
    expect(await probeCapabilities(world(), plan, [untidy])).toMatchObject([{ there: true, left: ['Error: it is in use'] }]);
  });
});
