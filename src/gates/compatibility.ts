import type { CodeOnSchema, Compatibility } from '../model/compatibility.ts';
import type { PendingMigration } from '../model/pending-migration.ts';
import { defineReleaseGate, type ReleaseSubject } from './define-gate.ts';
import { judgeCompatibility } from './judge-compatibility.ts';
import { judgeRuns } from './judge-compatibility-runs.ts';
import { releasesToLiveWith } from './older-releases.ts';
import { passed, inconclusive, failed, result } from './result.ts';

/** A rewrite of a table with so many rows is felt; what is written into the catalogue alone is not. */
const defaultRows = 200_000;
const defaultExclusiveLockMs = 200;
const defaultStandbyMs = 24 * 3_600_000;

/** The code that is live, and what it could be rolled back to, can live with the schema that this release's migrations leave. */
export const compatibility = defineReleaseGate('compatibility', ['exclusiveLockMs', 'rows', 'standbyMs'], async (subject, ports) => {
  const { environment } = subject.stage;
  const { release } = subject;
  const pending = await ports.migrator.pending(environment, release);
  const fault = pending.find((each) => each.fault !== null)?.fault;
  if (fault !== undefined && fault !== null) return result(failed(fault));
  if (pending.length === 0) return result(passed('No migration is pending: every version meets the schema that it knows.'));
  const { thresholds } = subject.step;
  const standbyMs = thresholds.standbyMs ?? defaultStandbyMs;
  const older = await releasesToLiveWith(subject, { standbyMs, contracts: pending.some(({ step }) => step === 'contract') }, ports);
  const rows = thresholds.rows ?? defaultRows;
  const report = await ports.compatibility.rehearse({ environment, release, older, newOnOld: deploysFirst(subject), rows });
  if (report.kind === 'no-double') {
    const { reason, lacking } = report;
    const said = `${reason} So no migration was tried: waive this, or rehearse where a double can be made.`;
    return result(inconclusive(said), [], lacking === null ? {} : { lacking: [lacking] });
  }
  const matrix = judgeRuns(report.runs, subject.version);
  const limits = { exclusiveLockMs: thresholds.exclusiveLockMs ?? defaultExclusiveLockMs };
  const judgement = judgeCompatibility({ pending, older, report, matrix }, limits);
  return result(judgement, report.evidence, { compatibility: factsOf(pending, matrix, report.timed) });
});

/** Where a stage migrates after its deploy, the new code meets the old schema first. */
function deploysFirst({ stage }: ReleaseSubject): boolean {
  const place = (name: string): number => stage.steps.findIndex((step) => step.kind === 'gate' && step.gate === name);
  return place('deploy') !== -1 && place('migrate') > place('deploy');
}

function factsOf(
  pending: readonly PendingMigration[],
  matrix: readonly CodeOnSchema[],
  { locks, rows }: Pick<Compatibility, 'locks' | 'rows'>,
): Compatibility {
  return { migrations: pending.map(({ script, step }) => ({ script, step })), matrix, locks, rows };
}
