import { setTimeout as after } from 'node:timers/promises';
import type { World } from '../../backends/backend.ts';
import { fullDisk } from './full-disk.ts';

/** A dead server refuses connections before the system has told us that it is dead: so long a word of it may take. */
const hearsayMs = 400;

export interface WorldHealth {
  readonly broke: Promise<never>;
  fault(cause: unknown): Promise<Error | null>;
}

/** Whether what a run stands on carries it still: the world's parts, and the disk that holds `folder`. */
export function worldHealth({ broke }: Pick<World, 'broke'>, folder: string): WorldHealth {
  // A database that finds no room ends by itself: the disk is what a person has to put right.
  const explained = broke.catch(async (cause: unknown) => {
    throw (await fullDisk(folder, cause)) ?? cause;
  });
  // Whoever waits for something of this world races it; nobody waiting is no reason to end the process.
  explained.catch(() => undefined);
  return {
    broke: explained,
    fault: async (cause) => {
      const heard = explained.catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
      return (await Promise.race([heard, after(hearsayMs, null)])) ?? (await fullDisk(folder, cause));
    },
  };
}
