import type { NetworkListener } from '../backend.ts';
import { emulatorPort } from './emulators/container-emulator.ts';
import { postgresPort } from './start-database.ts';
import type { EmulatorContainer, PostgresContainer } from './world-file.ts';

/** What of the engine is asked: where a container is. */
export interface AskedEngine {
  readonly container: { readonly dockerode: { getContainer(id: string): { inspect(): Promise<Inspected> } } };
}

interface Inspected {
  readonly NetworkSettings: { readonly Networks: Readonly<Record<string, { readonly IPAddress: string } | undefined>> };
}

interface Listening {
  /** Absent where it answers for other environments too. */
  readonly emulator: Pick<EmulatorContainer, 'container' | 'network'> | undefined;
  readonly postgres: Pick<PostgresContainer, 'container' | 'network'> | undefined;
}

/** An environment's own containers at their addresses: names are known on their own network alone. */
export async function listeningOf(engine: AskedEngine, { emulator, postgres }: Listening): Promise<readonly NetworkListener[]> {
  const own = [
    { name: 'the emulator', port: emulatorPort, at: emulator },
    { name: 'Postgres', port: postgresPort, at: postgres },
  ];
  return await Promise.all(
    own.flatMap(({ name, port, at }) => (at === undefined ? [] : [addressOf(engine, at).then((host) => ({ name, host, port }))])),
  );
}

async function addressOf(engine: AskedEngine, { container, network }: Pick<EmulatorContainer, 'container' | 'network'>): Promise<string> {
  const { NetworkSettings: settings } = await engine.container.dockerode.getContainer(container).inspect();
  const host = settings.Networks[network]?.IPAddress;
  if (host === undefined || host === '') throw new Error(`the engine knows no address of ${container} on ${network}`);
  return host;
}
