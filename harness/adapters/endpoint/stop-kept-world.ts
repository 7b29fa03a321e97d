import { stopKeptWorld as stop } from '../../backends/stop-kept.ts';
import { accountTenancy } from './account-tenancy.ts';

/** Ends a world that was left up, on whatever backend. `note` hears what stays where it was. */
export async function stopKeptWorld(dataDir: string, cacheDir: string, note: (text: string) => void = () => undefined): Promise<boolean> {
  return await stop(dataDir, cacheDir, { leave: (lease) => accountTenancy.leave(lease), note });
}
