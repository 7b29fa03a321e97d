import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WorldPlan } from './backend.ts';
import { endpoint } from './endpoint.ts';
import type { EndpointWorldFile } from './endpoint/endpoint-file.ts';
import type { ProfileNames } from './endpoint/profile-keys.ts';
import type { Lease, MadeThing, Tenancy } from './endpoint/tenancy.ts';

const role: MadeThing = { kind: 'role', account: '111111111111', region: 'eu-west-1', name: 'rehearsal-stage' };

let folder = '';
let server: Server;
let url = '';

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'endpoint-'));
  server = createServer((_, response) => response.writeHead(403).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const plan = (more: Partial<WorldPlan> = {}): WorldPlan => ({
  dataDir: join(folder, 'world'),
  cacheDir: join(folder, 'cache'),
  logsDir: join(folder, 'logs'),
  tooling: { account: '111111111110', region: 'eu-west-1' },
  environments: [
    { name: 'dev', account: '111111111111', region: 'eu-west-1', regions: ['eu-west-1'], access: 'pipeline', database: false },
  ],
  seed: 1,
  lifetime: 'parent',
  ...more,
});

const fileIn = (): EndpointWorldFile => JSON.parse(readFileSync(join(folder, 'world/world.json'), 'utf8')) as EndpointWorldFile;

/** Holds what was made there by whose id it is. */
class FakeTenancy implements Tenancy {
  holder: string | null = null;
  readonly fileWasThere: boolean[] = [];
  stays: readonly string[] = [];

  enter({ id }: Lease): Promise<'new' | 'ours'> {
    this.fileWasThere.push(existsSync(join(folder, 'world/world.json')));
    if (this.holder === id) return Promise.resolve('ours');
    this.holder = id;
    return Promise.resolve('new');
  }

  leave({ id }: Lease): Promise<readonly string[]> {
    if (this.holder === id) this.holder = null;
    return Promise.resolve(this.stays);
  }
}

function begin(
  tenancy: FakeTenancy,
  notes: string[] = [],
  { reachedAt = null, profiles = {} }: { readonly reachedAt?: string | null; readonly profiles?: ProfileNames } = {},
): ReturnType<typeof endpoint> {
  return endpoint({ url, reachedAt, tenancy, thingsOf: () => [role], profilesOf: () => profiles, note: (text) => notes.push(text) });
}

describe('a world at an endpoint', () => {
  it('writes down what it will make before anything is made, and takes all of it away at its end', async () => {
    const tenancy = new FakeTenancy();
    const world = await begin(tenancy).start(plan());
    expect(tenancy.fileWasThere).toEqual([true]);
    expect(world).toMatchObject({
      fresh: true,
      emulator: url,
      probe: true,
      missing: ['faults', 'traffic-hooks'],
      apart: false,
      registry: 'copied',
    });
    expect(world.rootCredentials('111111111111').accessKeyId).toBe('111111111111');
    expect(fileIn()).toMatchObject({ kind: 'endpoint', state: 'up', lease: { id: tenancy.holder, things: [role] } });
    await world[Symbol.asyncDispose]();
    expect(tenancy.holder).toBeNull();
    expect(fileIn().state).toBe('ended');
  });

  it('says what could not be taken away', async () => {
    const tenancy = new FakeTenancy();
    tenancy.stays = ['account 111111111111: a KMS key.'];
    const notes: string[] = [];
    const world = await begin(tenancy, notes).start(plan());
    await world[Symbol.asyncDispose]();
    expect(notes).toEqual([`Left at ${url}: account 111111111111: a KMS key.`]);
  });

  it('goes on with what a run that was killed had made', async () => {
    const tenancy = new FakeTenancy();
    const killed = await begin(tenancy).start(plan());
    const held = tenancy.holder;
    const resumed = await begin(tenancy).start(plan());
    expect({ fresh: resumed.fresh, holder: tenancy.holder }).toEqual({ fresh: false, holder: held });
    await resumed[Symbol.asyncDispose]();
    await killed[Symbol.asyncDispose]();
  });

  it('begins anew where the endpoint has forgotten it, or refuses where it has to be there', async () => {
    const tenancy = new FakeTenancy();
    await begin(tenancy).start(plan({ lifetime: 'detached' }));
    tenancy.holder = null;
    await expect(begin(tenancy).start(plan({ whenGone: 'refuse' }))).rejects.toThrow(`What this world made at ${url} is gone.`);
    expect(tenancy.holder).toBeNull();
    const anew = await begin(tenancy).start(plan());
    expect(anew.fresh).toBe(true);
    await anew[Symbol.asyncDispose]();
  });

  it('is left as it is where it is to stay up', async () => {
    const tenancy = new FakeTenancy();
    const world = await begin(tenancy).start(plan({ lifetime: 'detached' }));
    await world[Symbol.asyncDispose]();
    expect({ held: tenancy.holder !== null, state: fileIn().state }).toEqual({ held: true, state: 'kept' });
  });

  it('says that the endpoint is gone, and that what was made there may not be', async () => {
    const notes: string[] = [];
    const tenancy = new FakeTenancy();
    const world = await begin(tenancy, notes).start(plan());
    server.closeAllConnections();
    server.close();
    await expect(world.broke).rejects.toThrow(`The endpoint ${url} does not answer any more (ECONNREFUSED).`);
    await world[Symbol.asyncDispose]();
    expect(notes).toEqual([
      `What the run made at ${url} is there still, if anything is: rehearse down takes it away when that answers again.`,
    ]);
    expect({ held: tenancy.holder !== null, state: fileIn().state }).toEqual({ held: true, state: 'up' });
  });

  it('has no stand-ins of resource types', async () => {
    await expect(begin(new FakeTenancy()).start(plan({ standIns: ['AWS::EC2::VPC'] }))).rejects.toThrow(
      'The endpoint backend has no stand-ins, and rehearsal.yaml declares AWS::EC2::VPC as one.',
    );
  });

  it('can not stay up, nor have stand-ins, where what passes its functions on to the databases ends with the command', async () => {
    await expect(begin(new FakeTenancy(), [], { reachedAt: '127.0.0.2' }).start(plan({ lifetime: 'detached' }))).rejects.toThrow(
      "can't be left up",
    );
    const world = await begin(new FakeTenancy(), [], { reachedAt: '127.0.0.2' }).start(plan());
    await world.letReach('externals', []);
    await expect(world.letReach('externals', [{ environment: 'dev', port: 1 }])).rejects.toThrow('can not reach externals');
    await world[Symbol.asyncDispose]();
  });

  it('can not stay up where its keys are those of profiles, which are written nowhere', async () => {
    const named = { profiles: { '111111111111': 'payments-dev' } };
    await expect(begin(new FakeTenancy(), [], named).start(plan({ lifetime: 'detached' }))).rejects.toThrow(
      'The keys of profiles are known only while the command runs',
    );
  });

  it('has the keys of the profile that is named for an account, and writes down its name alone', async () => {
    writeFileSync(join(folder, 'credentials'), '[payments-dev]\naws_access_key_id = AKIADEV\naws_secret_access_key = of-dev\n');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
    const world = await begin(new FakeTenancy(), [], { profiles: { '111111111111': 'payments-dev' } }).start(plan());
    vi.unstubAllEnvs();
    expect(world.rootCredentials('111111111111')).toEqual({ accessKeyId: 'AKIADEV', secretAccessKey: 'of-dev' });
    expect(fileIn().lease.profiles).toEqual({ '111111111111': 'payments-dev' });
    expect(JSON.stringify(fileIn())).not.toContain('of-dev');
    await world[Symbol.asyncDispose]();
  });

  it.each([
    ['on 127.0.0.1 is its own address', 'http://127.0.0.1:9000/', /^http:\/\/127\.0\.0\.1:9000\/$/],
    ['by name gets one', 'http://abc.lambda-url.eu-west-1.localhost.localstack.cloud:4566/', /^http:\/\/127\.0\.0\.1:\d+\/$/],
  ])('a function URL %s', async (_, functionUrl, address) => {
    const world = await begin(new FakeTenancy()).start(plan());
    expect(await world.reach('dev', functionUrl)).toMatch(address);
    await world[Symbol.asyncDispose]();
  });
});
