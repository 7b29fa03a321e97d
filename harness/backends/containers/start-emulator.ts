import { Wait } from 'testcontainers';
import { emulatorLog } from './emulators/emulator-log.ts';
import { emulatorPort } from './emulators/container-emulator.ts';
import type { ChosenEmulator } from './emulators/emulator-of.ts';
import { startContainer } from './start-container.ts';
import type { EmulatorContainer } from './world-file.ts';

const startLimitMs = 120_000;

export interface EmulatorPlan {
  readonly emulator: ChosenEmulator;
  /** For people, and of its log: `uat`; null where it is all accounts'. */
  readonly folder: string | null;
  readonly name: string;
  readonly accounts: readonly string[];
  readonly network: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly logsDir: string;
  /** Where the engine listens, as a container on it can mount it. */
  readonly socket: string;
}

/** One AWS emulator for the accounts of the plan. */
export async function startEmulator(plan: EmulatorPlan, following: DisposableStack): Promise<EmulatorContainer> {
  const { emulator, folder, name, accounts, network, labels } = plan;
  const what = folder === null ? emulator.title : `${emulator.title} of ${folder}`;
  const started = await startContainer(
    {
      what,
      image: emulator.image,
      log: emulatorLog(plan.logsDir, folder, emulator),
      configure: (container) =>
        container
          .withName(name)
          .withLabels(labels)
          .onNetworkAlone(network, emulator.name)
          .withBindMounts(emulator.startsContainers ? [{ source: plan.socket, target: '/var/run/docker.sock' }] : [])
          .withEnvironment(emulator.environment({ name, network, labels, env: process.env }))
          .withExposedPorts(emulatorPort)
          .withWaitStrategy(Wait.forHttp(emulator.healthPath, emulatorPort).forStatusCode(200))
          .withStartupTimeout(startLimitMs),
    },
    following,
  );
  return { what, folder, accounts, container: started.getId(), name, network, port: started.getMappedPort(emulatorPort) };
}
