import type { RunStarted, StepFinished } from '../../model/evidence.ts';
import type { Release } from '../../model/release.ts';
import { rehearsalNotice, rehearserId } from './rehearsal-notice.ts';
import { digestSet, type Statement, statementAbout } from './statement.ts';

export const provenanceType = 'https://slsa.dev/provenance/v1';

/** SLSA provenance v1: where the release's artefacts come from, and that a rehearsal made them. */
export function provenanceOf(run: RunStarted, release: Release, built: StepFinished): Statement {
  const { repository, commit, version, topology, seed, pace } = run;
  return statementAbout(release.artefacts, provenanceType, {
    buildDefinition: {
      buildType: 'urn:dress-rehearsal:build:1',
      externalParameters: { repository, commit, version, topology: topology.name },
      internalParameters: { ...rehearsalNotice(run), release: release.id, seed, pace },
      resolvedDependencies: [
        { uri: `git:${repository}@${commit}`, digest: { gitCommit: commit } },
        { name: topology.name, digest: digestSet(topology.digest) },
      ],
    },
    runDetails: {
      builder: { id: rehearserId(run), version: { emulator: run.backend.emulator } },
      metadata: { invocationId: run.run, startedOn: built.startedAt, finishedOn: built.at },
    },
  });
}
