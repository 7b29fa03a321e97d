import { existsSync } from 'node:fs';
import { fullDisk } from '../../harness/index.ts';
import { ConfigError } from '../config/config-error.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';

/** Whatever it was that found no room, and however it said so: a person is told that the disk is full. */
export async function sayingFullDisk<Value>(
  options: RehearsalOptions,
  work: (options: RehearsalOptions) => Promise<Value>,
): Promise<Value> {
  try {
    return await work(options);
  } catch (error) {
    if (error instanceof ConfigError || !existsSync(options.out)) throw error;
    throw (await fullDisk(options.out, error)) ?? error;
  }
}
