import type { Happening, LedgerEntry, RunStarted } from '../../model/evidence.ts';
import type { RehearsalRecord } from '../../model/record.ts';
import type { Release } from '../../model/release.ts';
import { EvidenceError } from '../evidence-error.ts';
import { lastOfRun } from '../ledger/last-of-run.ts';
import { digestOfEntry } from '../ledger/ledger-line.ts';
import { stageRecord } from './stage-record.ts';

/**
 * The record of the run that the ledger holds: from it and nothing else, so that anybody can derive it again.
 * A run that has not ended yet, or was cut off, is an error. Throws EvidenceError on a ledger without a beginning.
 */
export function buildRecord(entries: readonly LedgerEntry[]): RehearsalRecord {
  const happenings = entries.map((entry) => entry.happening);
  const [started] = happenings;
  const head = entries.at(-1);
  if (head === undefined || started?.kind !== 'run-started') {
    throw new EvidenceError('The ledger does not begin with a run, so there is no record of one: start a run.');
  }
  const release = releaseOf(happenings);
  return {
    schema: 'rehearsal/1',
    simulation: true,
    ...endOf(started, happenings),
    startedAt: started.at,
    ...identityOf(started),
    release: release === null ? null : { id: release.id, version: started.version, candidate: started.candidate },
    artefacts: release?.artefacts ?? [],
    stages: started.path.map((place) => stageRecord(place, happenings)),
    ledger: { entries: entries.length, head: digestOfEntry(head) },
  };
}

function identityOf({ project, commit, authors, seed, pace, topology, backend }: RunStarted) {
  return { project, commit, authors, seed, pace, topology, backend };
}

function endOf(started: RunStarted, happenings: readonly Happening[]): Pick<RehearsalRecord, 'outcome' | 'durationMs'> {
  const last = lastOfRun(happenings) ?? started;
  if (last.kind === 'run-finished') return { outcome: last.outcome, durationMs: last.durationMs };
  return { outcome: 'error', durationMs: Math.max(0, Date.parse(last.at) - Date.parse(started.at)) };
}

/** As the last step that had to do with it says. */
export function releaseOf(happenings: readonly Happening[]): Release | null {
  const built = happenings.findLast((happening) => happening.kind === 'step-finished' && happening.facts.release !== undefined);
  return built?.kind === 'step-finished' ? (built.facts.release ?? null) : null;
}
