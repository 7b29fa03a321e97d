import type { RunOptions } from '../engine/run-options.ts';
import { sha256Of } from '../evidence/sha256-of.ts';
import type { RecordedBackend } from '../model/recorded-backend.ts';
import type { Opened } from './open-rehearsal.ts';

/** What the ledger's first entry says of the run. */
export function startOf({ settings, source, project, topology, topologyText, world, hotfix }: Opened): RunOptions['start'] {
  const { run, commit, version, candidate, seed, pace, backend } = settings;
  return {
    run,
    project: project.name,
    repository: project.repository,
    commit,
    version,
    candidate,
    authors: source.authors,
    seed,
    pace,
    ...(hotfix === null ? {} : { hotfix }),
    topology: { name: topology.name, digest: sha256Of(topologyText) },
    backend: {
      kind: backend,
      emulator: world.world.emulator,
      missing: world.world.missing,
      ...probedIn(world.probed),
      ...(project.standIns.length === 0 ? {} : { standIns: project.standIns }),
    },
  };
}

function probedIn(probed: Opened['world']['probed']): Pick<RecordedBackend, 'probed'> {
  return probed.length === 0 ? {} : { probed: probed.map(({ capability, there, seen }) => ({ capability, there, seen })) };
}
