import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { forkCluster, removeCluster } from '../../postgres/index.ts';
import { keepPreview, type KeptPreview } from './kept-previews.ts';

/**
 * Copies the databases of the environment that a preview is made from, in a world that is down; from its next start on the preview is a part of
 * it. What a killed one has left is copied anew.
 */
export async function layPreview(out: string, preview: KeptPreview): Promise<void> {
  const { environment, from } = preview;
  if (environment.database) {
    const clusters = join(out, 'state/world/postgres');
    const own = join(clusters, environment.name);
    await removeCluster(own);
    if (existsSync(join(clusters, from))) await forkCluster(join(clusters, from), own);
  }
  keepPreview(out, preview);
}
