import { join } from 'node:path';
import { writeLogs } from '../../harness/index.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';
import type { Opened } from './open-rehearsal.ts';

/** The functions' logs of every environment, in `logs/` of the output. What was judged stands without them: where they can't be had, that is said. */
export async function keepLogs({ world, topology }: Opened, { out, progress }: Pick<RehearsalOptions, 'out' | 'progress'>): Promise<void> {
  const environments = topology.stages.map(({ environment, account, regions }) => ({ name: environment, account, regions }));
  try {
    await writeLogs({ sessions: world.sessions, environments, folder: join(out, 'logs') });
  } catch (cause) {
    progress.note(`The functions' logs could not be written: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
