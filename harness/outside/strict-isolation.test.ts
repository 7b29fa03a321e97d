import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFunction } from '../adapters/capabilities/make-function.ts';
import { openPlace } from '../adapters/capabilities/probe-place.ts';
import type { World, WorldPlan } from '../backends/backend.ts';
import { containers } from '../backends/containers.ts';
import { idLabel } from '../backends/containers/labels.ts';
import { readWorldFile } from '../backends/containers/world-file.ts';

/** Skipped where no engine answers, which counts as failed in `npm run test:all`. */
const hasEngine = spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0;
const minutes = 60_000;
const emulatorPort = 4566;
const postgresPort = 5432;

interface Target {
  /** Whose it is: an environment, or `tooling`. */
  readonly of: string;
  readonly what: string;
  readonly host: string;
  readonly port: number;
  /** A name that nobody knows there, an address from which nothing comes back, or a port of the machine that is shut. */
  readonly shut: 'unknown' | 'silent' | 'refused';
}

/** `open`, `silent`, `refused`, `unknown`. */
type Answer = 'open' | Target['shut'];

const knocking = `
import { connect } from 'node:net';
const words = { ECONNREFUSED: 'refused', ENOTFOUND: 'unknown', EAI_AGAIN: 'unknown', EHOSTUNREACH: 'silent', ENETUNREACH: 'silent', ETIMEDOUT: 'silent' };
const knock = ({ host, port }) => new Promise((done) => {
  const socket = connect({ host, port, timeout: 2000 });
  const end = (answer) => { socket.destroy(); done(answer); };
  socket.once('connect', () => end('open')).once('timeout', () => end('silent')).once('error', ({ code }) => end(words[code] ?? code));
});
export const handler = (targets) => Promise.all(targets.map(knock));`;

const region = 'eu-west-1';
const names = ['dev', 'uat', 'production'] as const;
const accountOf = { tooling: '111111111110', dev: '222222222222', uat: '333333333333', production: '444444444444' } as const;
let folder = '';
let plan: WorldPlan;
let world: World;
let targets: readonly Target[] = [];
let gateways: Readonly<Record<string, string>> = {};
let postgres: Readonly<Record<string, string>> = {};
const functionNames: Partial<Record<string, string>> = {};
const opened = new AsyncDisposableStack();

interface Inspected {
  readonly Id: string;
  readonly NetworkSettings: {
    readonly Networks: Readonly<Record<string, { readonly IPAddress: string; readonly Gateway: string }>>;
  };
}

function inspect(ids: readonly string[]): readonly Inspected[] {
  return JSON.parse(execFileSync('docker', ['inspect', ...ids], { encoding: 'utf8' })) as readonly Inspected[];
}

/** Everything of the world that has an address, with what should come of knocking there from another environment. */
async function findTargets(): Promise<void> {
  const file = await readWorldFile(plan.dataDir);
  if (file?.containers === null || file === null) throw new Error('the world has no containers');
  const { emulators, postgres: databases } = file.containers;
  const all = execFileSync('docker', ['ps', '--quiet', '--no-trunc', '--filter', `label=${idLabel}=${file.id}`], { encoding: 'utf8' });
  const found = inspect(all.split('\n').filter((id) => id !== ''));
  const byNetwork = new Map(emulators.map(({ network, folder: of }) => [network, of ?? 'tooling']));
  const known = new Set([...emulators, ...databases].map(({ container }) => container));
  targets = found.flatMap(({ Id: id, NetworkSettings: { Networks: networks } }) =>
    Object.entries(networks).flatMap(([network, { IPAddress: host }]): Target[] => {
      const of = byNetwork.get(network) ?? network;
      const emulator = emulators.find(({ container }) => container === id);
      const database = databases.find(({ container }) => container === id);
      if (emulator !== undefined)
        return [
          { of, what: 'emulator', host, port: emulatorPort, shut: 'silent' },
          { of, what: 'emulator by name', host: emulator.name, port: emulatorPort, shut: 'unknown' },
          { of, what: 'emulator by its port on this machine', host: '', port: emulator.port, shut: 'refused' },
        ];
      if (database !== undefined)
        return [
          { of, what: 'Postgres', host, port: postgresPort, shut: 'silent' },
          { of, what: 'Postgres by name', host: database.alias, port: postgresPort, shut: 'unknown' },
          { of, what: 'Postgres by its port on this machine', host: '', port: database.port, shut: 'refused' },
        ];
      // Whatever listens in a function's container or not: nothing, no refusal either, may come back.
      return known.has(id) ? [] : [{ of, what: 'function', host, port: 9001, shut: 'silent' }];
    }),
  );
  gateways = Object.fromEntries(
    found.flatMap(({ NetworkSettings: { Networks: networks } }) =>
      Object.entries(networks).map(([network, { Gateway: gateway }]) => [byNetwork.get(network) ?? network, gateway]),
    ),
  );
  postgres = Object.fromEntries(databases.map(({ name, container }) => [name, container]));
}

/** As seen from an environment: what is on this machine's own ports is asked for at its gateway. */
function seenFrom(name: string, those: readonly Target[]): readonly Target[] {
  return those.map((target) => (target.host === '' ? { ...target, host: gateways[name] ?? '' } : target));
}

const others = (name: string): readonly Target[] =>
  seenFrom(
    name,
    targets.filter(({ of }) => of !== name),
  );
const own = (name: string): readonly Target[] =>
  targets.filter(({ of, what }) => of === name && /^(emulator|Postgres)( by name)?$/.test(what));

async function fromFunction(name: (typeof names)[number], those: readonly Target[]): Promise<readonly Answer[]> {
  const { place, end } = openPlace(world, plan);
  try {
    const call = new InvokeCommand({ FunctionName: functionNames[name] ?? '', Payload: Buffer.from(JSON.stringify(those)) });
    const { Payload: payload } = await place.owner(accountOf[name]).lambda.send(call);
    return JSON.parse(Buffer.from(payload ?? []).toString('utf8')) as readonly Answer[];
  } finally {
    await end();
  }
}

/** With bash alone: the image has no other client. */
function fromPostgres(name: string, those: readonly Target[]): readonly Answer[] {
  const one = ({ host, port }: Target, at: number): string =>
    // In one write each: they all write at once.
    `(said=$(timeout 2 bash -c '</dev/tcp/${host}/${String(port)}' 2>&1); code=$?; printf '%s %s %s\\n' ${String(at)} $code "\${said//$'\\n'/ }") &`;
  const script = `${those.map(one).join('\n')}\nwait`;
  const said = execFileSync('docker', ['exec', postgres[name] ?? '', 'bash', '-c', script], { encoding: 'utf8' });
  const answers = new Map(
    said.split('\n').flatMap((line): [number, Answer][] => {
      const [, at, code, text = ''] = /^(\d+) (\d+) (.*)$/.exec(line) ?? [];
      if (at === undefined) return [];
      if (code === '0') return [[Number(at), 'open']];
      if (code === '124' || /No route|unreachable|timed out/i.test(text)) return [[Number(at), 'silent']];
      return [[Number(at), /refused/.test(text) ? 'refused' : /not known|resolution/.test(text) ? 'unknown' : (text as Answer)]];
    }),
  );
  return those.map((_, at) => answers.get(at) ?? ('nothing was said' as Answer));
}

const told = (those: readonly Target[], answers: readonly (Answer | undefined)[]): readonly string[] =>
  those.map(({ of, what }, at) => `${of}'s ${what}: ${String(answers[at])}`);

if (!hasEngine) {
  describe('environments that are kept apart in containers', () => {
    it('stand aside, without a container engine, only where there is nothing to start one with', () => {
      expect(existsSync(fileURLToPath(new URL('../../../shared/images', import.meta.url)))).toBe(false);
    });
  });
}

describe.skipIf(!hasEngine)('environments that are kept apart in containers', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rehearse-strict-'));
    plan = {
      dataDir: join(folder, 'world'),
      cacheDir: join(folder, 'cache'),
      logsDir: join(folder, 'logs'),
      tooling: { account: accountOf.tooling, region },
      environments: names.map((name) => ({
        name,
        account: accountOf[name],
        region,
        regions: [region],
        access: 'pipeline',
        database: true,
      })),
      seed: 1,
      lifetime: 'parent',
    };
    world = opened.use(await containers({ emulator: 'localstack', isolation: 'strict' }).start(plan));
    const { place, end } = openPlace(world, plan);
    opened.defer(async () => void (await end()));
    await Promise.all(names.map(async (name) => void (functionNames[name] = await makeFunction(place, knocking, accountOf[name]))));
    // Each has a container as soon as it was called.
    await Promise.all(names.map((name) => fromFunction(name, [])));
    await findTargets();
  }, 5 * minutes);

  afterAll(async () => {
    await opened.disposeAsync();
    rmSync(folder, { recursive: true, force: true });
  }, 2 * minutes);

  it('are each an emulator, a Postgres and a function, beside the tooling account’s emulator', () => {
    const addressed = targets.filter(({ what }) => /^(emulator|Postgres|function)$/.test(what)).map(({ of, what }) => `${of} ${what}`);
    const wanted = names.flatMap((name) => ['emulator', 'Postgres', 'function'].map((what) => `${name} ${what}`));
    expect(addressed.toSorted()).toEqual([...wanted, 'tooling emulator'].toSorted());
  });

  it.each(names)('are known by the addresses that the engine gave them, which is where the isolation gate knocks: %s', async (name) => {
    const listening = (await world.engine?.listeningOf(name)) ?? [];
    const addressed = targets.filter(({ of, what }) => of === name && (what === 'emulator' || what === 'Postgres'));
    const toText = ({ host, port }: { readonly host: string; readonly port: number }): string => `${host}:${String(port)}`;
    expect(listening.map(toText).toSorted()).toEqual(addressed.map(toText).toSorted());
  });

  it.each(names)('find what is their own: %s', async (name) => {
    const those = own(name);
    const open = told(
      those,
      those.map(() => 'open' as const),
    );
    expect(told(those, await fromFunction(name, those))).toEqual(open);
    expect(told(those, fromPostgres(name, those))).toEqual(open);
  });

  it.each(names)('find nothing of another from inside a function: %s', async (name) => {
    const those = others(name);
    const shut = told(
      those,
      those.map((target) => target.shut),
    );
    expect(told(those, await fromFunction(name, those))).toEqual(shut);
  });

  it.each(names)('find nothing of another from inside Postgres: %s', (name) => {
    const those = others(name);
    const shut = told(
      those,
      those.map((target) => target.shut),
    );
    expect(told(those, fromPostgres(name, those))).toEqual(shut);
  });
});
