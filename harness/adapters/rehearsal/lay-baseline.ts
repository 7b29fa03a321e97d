import type { DeployedFunction } from '../../../src/model/deployment.ts';
import { releaseIdOf } from '../../../src/model/release.ts';
import type { Release } from '../../../src/model/release.ts';
import { sha256Of } from '../registry/artefact-store-s3.ts';
import type { WorldPorts } from './world-options.ts';

/**
 * Puts a release into an environment as an earlier promotion would have: built the same way, stored, migrated, deployed. No gate looks at it:
 * it is where the rehearsal starts, and the record says so.
 */
export async function layBaseline(
  ports: WorldPorts,
  commit: string,
  environments: readonly string[],
): Promise<ReadonlyMap<string, readonly DeployedFunction[]>> {
  const built = await ports.builder.build();
  if (built.kind === 'failed') {
    const [first] = built.problems;
    throw new Error(
      `the last release (commit ${commit}) does not build: ${first === undefined ? '' : `${first.file}:${first.line}: ${first.message}`}`,
    );
  }
  const id = releaseIdOf(built.artefacts, (content) => sha256Of(typeof content === 'string' ? Buffer.from(content) : content));
  const release: Release = { id, commit, artefacts: built.artefacts };
  await ports.artefacts.store(release);
  const laid = await Promise.all(environments.map(async (environment) => [environment, await lay(ports, release, environment)] as const));
  return new Map(laid);
}

async function lay(ports: WorldPorts, release: Release, environment: string): Promise<readonly DeployedFunction[]> {
  const migrated = await ports.migrator.migrate(environment, release);
  if (migrated.kind === 'failed') throw new Error(`the last release can't be put into ${environment}: ${migrated.reason}`);
  const deployed = await ports.deployer.deploy(environment, release);
  if (deployed.kind === 'failed') throw new Error(`the last release can't be put into ${environment}: ${deployed.reason}`);
  const live = await ports.deployer.live(environment);
  if (live.length === 0) await ports.router.shift(environment, deployed.functions, 100);
  return await ports.deployer.live(environment);
}
