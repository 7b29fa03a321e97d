import * as assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectEngine } from '../backends/containers/engine.ts';
import { rootKeyOf } from '../backends/containers/emulators/container-emulator.ts';
import { type ChosenEmulator, describeImage, emulatorOf } from '../backends/containers/emulators/emulator-of.ts';
import { startFunctionUrlProxy } from '../backends/containers/function-url-proxy.ts';
import { toLabels } from '../backends/containers/labels.ts';
import { currentOwner } from '../backends/containers/owner.ts';
import { removeWorld } from '../backends/containers/remove-world.ts';
import { startEmulator } from '../backends/containers/start-emulator.ts';
import { containersAtOnce } from '../backends/machine.ts';
import type { ComparedEmulator } from './known-differences.ts';
import type { ConformanceWorld } from './suite.ts';

export interface ContainerWorld extends AsyncDisposable {
  /** `localstack 4.14.0` */
  readonly emulator: string;
  world(): ConformanceWorld;
}

/** LocalStack keeps a function's container up for ten minutes after its last call; the suites make dozens of functions. */
function withoutIdlers(emulator: ChosenEmulator): ChosenEmulator {
  return { ...emulator, environment: (place) => ({ ...emulator.environment(place), LAMBDA_KEEPALIVE_MS: '10000' }) };
}

/** An emulator alone, in a container of its own, with two accounts. */
export async function startContainerWorld(name: ComparedEmulator): Promise<ContainerWorld> {
  await using started = new AsyncDisposableStack();
  const engine = await connectEngine();
  const dataDir = await mkdtemp(join(tmpdir(), 'rehearse-conformance-'));
  started.defer(() => rm(dataDir, { recursive: true, force: true }));
  const id = randomBytes(4).toString('hex');
  const network = `rehearsal-${id}`;
  const labels = toLabels({ dataDir, id, owner: await currentOwner() });
  started.defer(() => removeWorld(engine, id));
  await engine.network.create({ Name: network, Driver: 'bridge', CheckDuplicate: true, Labels: { ...labels } });
  const emulator = withoutIdlers(emulatorOf(name));
  const accounts = ['111122223333', '444455556666'] as const;
  const plan = { emulator, folder: null, name: `${network}-${name}`, accounts, network, labels, logsDir: dataDir };
  const socket = engine.info.containerRuntime.remoteSocketPath;
  const { port } = await startEmulator({ ...plan, socket }, started.use(new DisposableStack()));
  const proxies = started.use(new DisposableStack());
  const running = started.move();
  const unique = randomBytes(3).toString('hex');
  let made = 0;
  return {
    emulator: describeImage(emulator.image),
    world: () => ({
      account: accounts[0],
      otherAccount: accounts[1],
      region: 'eu-central-1',
      assert,
      unique: (prefix) => `${prefix}-${unique}-${String((made += 1))}`,
      client: (Ctor, account, credentials) =>
        new Ctor({
          region: 'eu-central-1',
          endpoint: `http://127.0.0.1:${String(port)}`,
          credentials: credentials ?? rootKeyOf(account),
          maxAttempts: 1,
        }),
      reach: async (functionUrl) =>
        proxies.use(await startFunctionUrlProxy(emulator.functionAddress(functionUrl), { host: '127.0.0.1', port }, containersAtOnce()))
          .url,
    }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
