import type { RunStarted } from '../../model/evidence.ts';
import type { StageRecord } from '../../model/record.ts';
import type { Release } from '../../model/release.ts';
import { rehearsalNotice, rehearserId } from './rehearsal-notice.ts';
import { digestSet, type Statement, statementAbout } from './statement.ts';

export const summaryType = 'https://slsa.dev/verification_summary/v1';

/**
 * A SLSA verification summary v1: the release passed this stage's gates in the rehearsal. It judges no SLSA build level:
 * `SLSA_BUILD_LEVEL_UNEVALUATED` is the specification's word for that.
 */
export function verificationSummaryOf(run: RunStarted, release: Release, stage: StageRecord, passedAt: string): Statement {
  const { environment, account } = stage;
  return statementAbout(release.artefacts, summaryType, {
    verifier: { id: rehearserId(run), version: { emulator: run.backend.emulator } },
    timeVerified: passedAt,
    resourceUri: `urn:dress-rehearsal:${run.run}:${environment}:${account}`,
    policy: { uri: `urn:dress-rehearsal:topology:${run.topology.name}`, digest: digestSet(run.topology.digest) },
    verificationResult: 'PASSED',
    verifiedLevels: ['SLSA_BUILD_LEVEL_UNEVALUATED'],
    rehearsal: {
      ...rehearsalNotice(run),
      invocationId: run.run,
      environment,
      release: release.id,
      gates: stage.gates.map(({ gate, verdict }) => ({ gate, verdict })),
    },
  });
}
