import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { otherTestAccount, testAccount } from '../../emulator/testing.ts';
import { embedded } from '../../backends/embedded.ts';
import type { World, WorldPlan } from '../../backends/backend.ts';
import { probeCapabilities } from './probe-capabilities.ts';
import { networkIsolation } from './probes/network-isolation.ts';

const region = 'eu-central-1';
const folder = mkdtempSync(join(tmpdir(), 'embedded-world-'));
const environment = (name: string, account: string) =>
  ({ name, account, region, regions: [region], access: 'pipeline', database: true }) as const;
const plan: WorldPlan = {
  dataDir: join(folder, 'world'),
  cacheDir: join(folder, 'cache'),
  logsDir: join(folder, 'logs'),
  seed: 1,
  lifetime: 'parent',
  tooling: { account: '111111111110', region },
  environments: [environment('dev', testAccount), environment('uat', otherTestAccount)],
};
let world: World;

beforeAll(async () => {
  world = await embedded.start(plan);
}, 60_000);

afterAll(async () => {
  await world[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

it('says of its functions’ networks what trying them from inside finds', async () => {
  const [found] = await probeCapabilities(world, plan, [networkIsolation]);
  const apart = world.tried.some(({ capability, there }) => capability === 'network-isolation' && there);
  expect(found).toMatchObject(
    apart
      ? { there: true, seen: 'a function of dev reaches its own database and none of the others', left: [] }
      : { there: false, seen: 'a function of dev reaches the database of uat', left: [] },
  );
  expect(world.missing).toEqual(apart ? [] : ['network-isolation']);
}, 30_000);
