import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import type { StartedTestContainer } from 'testcontainers';
import { BackendError } from '../backend.ts';
import { LoopbackContainer } from './loopback-container.ts';

export interface ContainerPlan {
  /** For people: `Postgres of uat`. */
  readonly what: string;
  readonly image: string;
  readonly log: string;
  readonly configure: (container: LoopbackContainer) => LoopbackContainer;
}

/** Starts one container; its output goes to a file until `following` is ended. The image is pulled where it isn't here, and only then. */
export async function startContainer(plan: ContainerPlan, following: DisposableStack): Promise<StartedTestContainer> {
  const container = plan.configure(new LoopbackContainer(plan.image)).withLogConsumer((stream) => {
    follow(stream, plan.log, following);
  });
  await mkdir(dirname(plan.log), { recursive: true });
  try {
    return await container.start();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new BackendError(
      `${plan.what} did not start from ${plan.image}: ${error.message}`,
      `Its log is ${plan.log}; the image is fetched with: docker pull ${plan.image}`,
      error,
    );
  }
}

export function follow(stream: Readable, path: string, following: DisposableStack): void {
  stream.pipe(createWriteStream(path, { flags: 'a' }));
  // The engine hangs up when the container goes, which is how a log ends.
  stream.on('error', () => undefined);
  following.defer(() => stream.destroy());
}
