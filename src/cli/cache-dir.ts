import { homedir } from 'node:os';
import { join } from 'node:path';

/** What runs share: REHEARSE_CACHE, else the XDG cache, else ~/.cache. Safe to delete. */
export function cacheDir(env: Readonly<Record<string, string | undefined>>): string {
  const own = env['REHEARSE_CACHE'];
  if (own !== undefined && own !== '') return own;
  const xdg = env['XDG_CACHE_HOME'];
  return join(xdg === undefined || xdg === '' ? join(homedir(), '.cache') : xdg, 'dress-rehearsal');
}
