import { buildK6, hasGo } from './build-k6.ts';
import { findK6, type K6Search } from './find-k6.ts';
import { K6MissingError, type K6Program } from './k6-program.ts';

/**
 * A k6 that is here, or the promise of one that is being built meanwhile. Throws K6MissingError at once where neither can be.
 */
export async function ensureK6(
  search: K6Search,
  signal?: AbortSignal,
): Promise<{ readonly building: boolean; readonly ready: Promise<K6Program> }> {
  const found = await findK6(search);
  if (found !== null) return { building: false, ready: Promise.resolve(found) };
  if (!(await hasGo())) throw new K6MissingError('k6 is not on this machine, and neither is a Go that could build it.');
  const ready = buildK6(search.cacheDir, signal);
  // Whoever needs k6 awaits this and gets the error; until then it must not end the process.
  ready.catch(() => undefined);
  return { building: true, ready };
}
