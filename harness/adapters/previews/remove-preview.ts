import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { removeAccount } from '../../backends/remove-account.ts';
import { removeCluster } from '../../postgres/index.ts';
import { forgetPreview, type KeptPreview } from './kept-previews.ts';

/** Takes a preview's account and databases out of a world that is down. Doing it again after a kill ends it. */
export async function removePreview(out: string, { environment }: KeptPreview): Promise<void> {
  const world = join(out, 'state/world');
  if (existsSync(join(world, 'emulator/state.sqlite'))) await removeAccount(join(world, 'emulator'), environment.account);
  await removeCluster(join(world, 'postgres', environment.name));
  forgetPreview(out, environment.name);
}
