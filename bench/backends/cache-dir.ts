import { homedir } from 'node:os';
import { join } from 'node:path';

/** The cache that the command uses, so that nothing is measured cold that a user has warm. */
export const cacheDir = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'dress-rehearsal');
