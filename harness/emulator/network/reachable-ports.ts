import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The ports of 127.0.0.1 that the account's functions may reach beside the emulator's. Each `*.json` of the folder is written by whoever starts
 * something there: an object of lists of ports, by account.
 */
export function reachablePorts(folder: string, account: string): readonly number[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.flatMap((name) => {
    const ports = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Readonly<Record<string, readonly number[]>>;
    return ports[account] ?? [];
  });
}
