import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { External } from '../../../src/model/project.ts';
import type { ContainerPlace, ReachablePort, WorldPlan } from '../../backends/backend.ts';
import { openExternals } from './open-externals.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-externals-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const place = { account: '111111111111', region: 'eu-west-1', regions: ['eu-west-1'] };
const scripted = { method: 'GET', path: '/rates', status: 200, headers: {}, body: 'scripted', latencyMs: 0, fault: null };

function recording(...paths: readonly string[]): string {
  const entries = paths.map((path) => ({
    request: { method: 'GET', url: `https://bank.example${path}` },
    response: { status: 200, content: { text: 'recorded' } },
  }));
  return JSON.stringify({ log: { entries } });
}

const reachable: string[] = [];

function letReach(what: string, ports: readonly ReachablePort[]): Promise<void> {
  reachable.push(...ports.map(({ environment, port }) => `${what} of ${environment}: ${String(port)}`));
  return Promise.resolve();
}

function open(external: Partial<External>, har: string | null = null, engine: ContainerPlace | null = null) {
  const plan: WorldPlan = {
    dataDir: join(folder, 'world'),
    cacheDir: folder,
    logsDir: join(folder, 'logs'),
    tooling: place,
    environments: ['dev', 'uat'].map((name) => ({ name, ...place, access: 'anyone' as const, database: false })),
    seed: 1,
    lifetime: 'parent',
  };
  const externals = [{ name: 'exchange-rates', answers: [scripted], recording: null, ...external }];
  return openExternals({ project: { externals }, plan, world: { engine, letReach }, read: () => Promise.resolve(har) });
}

describe('the externals of a project', () => {
  it('have an address each environment, for templates and for checks', async () => {
    await using opened = await open({ recording: 'bank.har' }, recording('/rates', '/fees'));
    const url = opened.sources('dev')['external.exchange-rates.url'] ?? '';
    expect(opened.variables('dev')).toEqual({ EXTERNAL_URL_EXCHANGE_RATES: url });
    expect(opened.variables('uat')['EXTERNAL_URL_EXCHANGE_RATES']).not.toBe(url);
    expect(opened.sources('production')).toEqual({});
    expect(reachable).toContain(`externals of dev: ${new URL(url).port}`);
    expect(await (await fetch(`${url}/rates`)).text()).toBe('scripted');
    expect(await (await fetch(`${url}/fees`)).text()).toBe('recorded');
  });

  it.each([
    [null, 'rehearsal.yaml: externals.exchange-rates.recording: bank.har is not in the commit.'],
    ['{}', 'rehearsal.yaml: externals.exchange-rates.recording: bank.har: the recording holds no log.entries.'],
  ])('are refused with a recording that is none', async (har, message) => {
    await expect(open({ recording: 'bank.har' }, har)).rejects.toThrow(message);
  });

  it('are refused where functions run in containers', async () => {
    await expect(open({}, null, { listeningOf: () => Promise.resolve([]), networkOf: () => 'n', labels: {} })).rejects.toThrow(
      'Functions in containers can not reach the stand-ins',
    );
  });
});
