import type { Backend } from './backend.ts';
import type { ContainersOptions } from './containers/start-in-containers.ts';

/**
 * The same world in containers: an AWS emulator for all accounts or for each, a Postgres an environment, functions as the emulator runs them. A
 * run that was killed leaves them up, so that `--resume` goes on; any other start on this machine removes them.
 */
export function containers(options: ContainersOptions): Backend {
  return {
    kind: 'containers',
    start: async (plan) => {
      // The engine's client is a quarter of all modules, which a run on the embedded backend never needs.
      const { startInContainers } = await import('./containers/start-in-containers.ts');
      return await startInContainers(plan, options);
    },
  };
}
