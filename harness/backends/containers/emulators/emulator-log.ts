import { join } from 'node:path';
import type { ContainerEmulator } from './container-emulator.ts';

/** `logs/localstack.log`, or `logs/<environment>/localstack.log` of one that an environment has for itself. */
export function emulatorLog(logsDir: string, folder: string | null, { name }: Pick<ContainerEmulator, 'name'>): string {
  return join(logsDir, ...(folder === null ? [] : [folder]), `${name}.log`);
}
