import { createServer } from 'node:net';
import type { ContainerRuntimeClient } from 'testcontainers';
import { BackendError } from '../backend.ts';

export type Engine = ContainerRuntimeClient;

const advice: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'Start Docker Desktop (open -a Docker), or install it: brew install --cask docker.',
  linux: 'Start it (sudo systemctl start docker), or install it: https://docs.docker.com/engine/install/.',
};

/** The container engine of this machine. Throws BackendError where none answers, or one whose ports aren't this machine's. */
export async function connectEngine(find: () => Promise<Engine> = runtimeClient): Promise<Engine> {
  const engine = await answering(find);
  const { host } = engine.info.containerRuntime;
  if (host === 'localhost' || host === '127.0.0.1') return engine;
  if (await isOurs(host)) {
    // testcontainers names the bridge's gateway as host wherever /.dockerenv exists, also where the engine runs inside that same container
    // or machine. Every port is published on 127.0.0.1 alone, so that is where its waits have to look.
    engine.info.containerRuntime.host = '127.0.0.1';
    return engine;
  }
  throw new BackendError(
    `The container engine is at ${host}, and its ports on 127.0.0.1 can't be reached from here.`,
    'Use an engine on this machine (unset DOCKER_HOST), or --backend embedded.',
  );
}

/** True for an address of this machine's own: only such a one can be listened on, also while its interface is down. */
async function isOurs(address: string): Promise<boolean> {
  const server = createServer();
  try {
    return await new Promise((resolve) => {
      server.once('error', () => {
        resolve(false);
      });
      server.listen(0, address, () => {
        resolve(true);
      });
    });
  } finally {
    server.close();
  }
}

/** Loaded when it is asked for: few runs have containers, and it is a quarter of all modules. */
async function runtimeClient(): Promise<Engine> {
  const { getContainerRuntimeClient } = await import('testcontainers');
  return await getContainerRuntimeClient();
}

async function answering(find: () => Promise<Engine>): Promise<Engine> {
  try {
    return await find();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new BackendError(
      'No container engine answers on this machine.',
      `${advice[process.platform] ?? 'Start Docker.'} Without one: --backend embedded.`,
      error,
    );
  }
}
