import type { LedgerEntry } from '../../model/evidence.ts';
import type { RehearsalRecord } from '../../model/record.ts';
import { releaseOf } from '../record/build-record.ts';
import { provenanceOf } from './provenance.ts';
import type { Statement } from './statement.ts';
import { verificationSummaryOf } from './verification-summary.ts';

/** What a run attests, by file name: where its artefacts come from, and each stage that they passed. Nothing where nothing was built. */
export function statementsOf(entries: readonly LedgerEntry[], record: RehearsalRecord): ReadonlyMap<string, Statement> {
  const happenings = entries.map((entry) => entry.happening);
  const [run] = happenings;
  const release = releaseOf(happenings);
  const built = happenings.find((each) => each.kind === 'step-finished' && each.facts.release !== undefined);
  const statements = new Map<string, Statement>();
  if (run?.kind !== 'run-started' || release === null || built?.kind !== 'step-finished') return statements;
  statements.set('provenance.json', provenanceOf(run, release, built));
  for (const stage of record.stages) {
    if (stage.outcome !== 'passed') continue;
    const passed = happenings.findLast((each) => each.kind === 'stage-finished' && each.environment === stage.environment);
    statements.set(`verification-summary-${stage.environment}.json`, verificationSummaryOf(run, release, stage, passed?.at ?? run.at));
  }
  return statements;
}
