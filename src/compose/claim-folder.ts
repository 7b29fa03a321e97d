import { claimOutFolder, OutFolderError } from '../../harness/index.ts';
import { ConfigError } from '../config/config-error.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';

type ClaimedBy = Pick<RehearsalOptions, 'out' | 'resume' | 'cacheDir'> & Partial<Pick<RehearsalOptions, 'progress'>>;

/** The output folder, for this process alone until disposed of. Throws ConfigError where it is another's. */
export async function claim({ out, resume, cacheDir, progress }: ClaimedBy): Promise<Disposable> {
  try {
    return await claimOutFolder(out, { resume: resume === true, cacheDir, note: (text) => progress?.note(text) });
  } catch (error) {
    if (!(error instanceof OutFolderError)) throw error;
    const problem = { file: error.folder, line: 0, column: 0, path: '', message: error.problem, hint: 'Choose another folder with --out.' };
    throw new ConfigError([problem]);
  }
}
