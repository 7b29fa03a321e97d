import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { layBaseline } from '../../harness/index.ts';
import type { RunOptions } from '../engine/run-options.ts';
import { writeWhole } from '../evidence/files/write-whole.ts';
import type { Happening } from '../model/evidence.ts';
import type { Opened } from './open-rehearsal.ts';
import { readProject } from './read-project.ts';

/** Environments that start at the latest release get it now, unless they have it from before (a resumed run, a forked world). */
export async function baselinesOf({
  topology,
  source,
  project,
  world,
  evidence,
  stateDir,
  forked,
}: Opened): Promise<RunOptions['baselines']> {
  const wanted = topology.stages.filter((stage) => stage.startsAt === 'latest-release').map((stage) => stage.environment);
  const { lastRelease } = source;
  if (lastRelease === null) return wanted.map((environment) => ({ environment, version: null, commit: null, deployed: [] }));
  const live = new Map(
    await Promise.all(wanted.map(async (environment) => [environment, await world.ports.deployer.live(environment)] as const)),
  );
  const laidFile = join(stateDir, 'laid.json');
  // What an earlier world of this run was given is not in a new one.
  const laidBefore = new Set(
    world.world.fresh ? [] : [...(await readLaid(laidFile)), ...evidence.entries().flatMap(({ happening }) => baselineIn(happening))],
  );
  // Something live is no proof: a run that was killed here has left half of it. Laying it again changes nothing where it is whole.
  const missing = wanted.filter((environment) => !laidBefore.has(environment) && !(forked && live.get(environment)?.length !== 0));
  if (missing.length > 0) {
    const former =
      (await source.source.show(lastRelease.commit, 'rehearsal.yaml')) === null ? project : await readProject(source, lastRelease.commit);
    const laid = await layBaseline(world.portsFor(former, lastRelease.commit), lastRelease.commit, missing);
    for (const [environment, deployed] of laid) {
      live.set(environment, deployed);
      const { tag: version, commit } = lastRelease;
      const end = { outcome: 'passed', accounts: true, version, commit, release: null, by: 'the baseline', deployed } as const;
      await world.ports.lock.giveBack(environment, end);
    }
    writeWhole(laidFile, JSON.stringify([...laidBefore, ...missing]));
  }
  return wanted.map((environment) => ({
    environment,
    version: lastRelease.tag,
    commit: lastRelease.commit,
    deployed: live.get(environment) ?? [],
  }));
}

async function readLaid(path: string): Promise<readonly string[]> {
  return existsSync(path) ? (JSON.parse(await readFile(path, 'utf8')) as readonly string[]) : [];
}

function baselineIn(happening: Happening): readonly string[] {
  return happening.kind === 'baseline' ? [happening.environment] : [];
}
