import { type KeptPreview, removePreview } from '../../harness/index.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';
import { claim } from './claim-folder.ts';
import { openRehearsal } from './open-rehearsal.ts';

/** Takes a preview out and leaves the rest of the world up. */
export async function takePreviewAway(options: RehearsalOptions, preview: KeptPreview): Promise<void> {
  const { out, cacheDir } = options;
  {
    using claimed = await claim({ out, cacheDir, resume: true });
    void claimed;
    await removePreview(out, preview);
  }
  // Ctrl-C may have brought us here: the world is to be up all the same.
  const { signal: _, ...unstopped } = options;
  await using opened = await openRehearsal(unstopped);
  void opened;
}
