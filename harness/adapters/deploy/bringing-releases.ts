import type { Release } from '../../../src/model/release.ts';
import type { Deployer } from '../../../src/ports/deployer.ts';

/** The same deployer, where an account can't read the registry: the release is brought there before it is planned or deployed. */
export function bringingReleases(deployer: Deployer, bring: (environment: string, release: Release) => Promise<void>): Deployer {
  return {
    plan: async (environment, release) => {
      await bring(environment, release);
      return await deployer.plan(environment, release);
    },
    deploy: async (environment, release) => {
      await bring(environment, release);
      return await deployer.deploy(environment, release);
    },
    live: (environment) => deployer.live(environment),
  };
}
