import { lastOfRun } from '../evidence/ledger/last-of-run.ts';
import type { LedgerEntry } from '../model/evidence.ts';
import type { RehearsalRecord, StageRecord } from '../model/record.ts';

/** What the ledger holds and the record has no member for. */
export interface WhatWasSaid {
  /** Why the run ended as it did, one or more sentences. */
  readonly endReason: string;
  readonly run: string;
  /** What was live before the run, by environment: a version, or null where nothing was. */
  readonly before: ReadonlyMap<string, string | null>;
  /** Refusals that are no gate's, by environment. */
  readonly refused: ReadonlyMap<string, string>;
  /** A tool that a gate needed and that isn't here. */
  readonly missingTool: string | null;
}

export function whatWasSaid(entries: readonly LedgerEntry[]): WhatWasSaid {
  const before = new Map<string, string | null>();
  const refused = new Map<string, string>();
  let missingTool: string | null = null;
  for (const { happening } of entries) {
    if (happening.kind === 'baseline')
      before.set(happening.environment, happening.deployed.length === 0 ? null : (happening.version ?? 'another version'));
    else if (happening.kind === 'refused') refused.set(happening.environment, happening.reason);
    else if (happening.kind === 'stage-started') refused.delete(happening.environment);
    else if (happening.kind === 'step-finished') missingTool = happening.facts.missingTool ?? missingTool;
    else if (happening.kind === 'resumed') missingTool = null;
  }
  const last = lastOfRun(entries.map(({ happening }) => happening));
  const endReason = last?.kind === 'run-finished' ? last.reason : 'The run has not ended: it was cut off, or goes on still.';
  return { endReason, run: entries[0]?.run ?? '', before, refused, missingTool };
}

/** The stage that ended the run; null where every stage that was reached passed. */
export function stageThatStopped(record: RehearsalRecord): StageRecord | null {
  return record.stages.find((stage) => stage.outcome !== 'passed' && stage.outcome !== 'not-reached') ?? null;
}
