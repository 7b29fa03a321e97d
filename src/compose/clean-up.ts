import { cleanCache, type CleanedCache, cleanRun, OutFolderError } from '../../harness/index.ts';
import { ConfigError } from '../config/config-error.ts';

export interface CleanedUp {
  readonly run: Awaited<ReturnType<typeof cleanRun>>;
  /** Null where the shared cache was not to be touched. */
  readonly cache: CleanedCache | null;
}

/** Removes what a rehearsal left in `out`, and, where asked, what is ours in the shared cache. Throws ConfigError where the folder is another's. */
export async function cleanUp(out: string, cacheDir: string, withCache: boolean): Promise<CleanedUp> {
  try {
    const run = await cleanRun(out, cacheDir);
    return { run, cache: withCache ? await cleanCache(cacheDir) : null };
  } catch (error) {
    if (!(error instanceof OutFolderError)) throw error;
    const hint = 'Nothing was removed. Name the folder of a rehearsal with --out.';
    throw new ConfigError([{ file: error.folder, line: 0, column: 0, path: '', message: error.problem, hint }]);
  }
}
