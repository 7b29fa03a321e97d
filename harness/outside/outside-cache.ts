import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A folder of the user's cache that `make` fills once for each `version`; what an interrupted or older making left there goes first. */
export async function cached(name: string, version: string, make: (folder: string) => Promise<void>): Promise<string> {
  const cache = process.env.REHEARSE_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'dress-rehearsal');
  const folder = join(cache, 'outside', name);
  const whole = join(folder, `${version}.complete`);
  if (!existsSync(whole)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await make(folder);
    writeFileSync(whole, '');
  }
  return folder;
}
