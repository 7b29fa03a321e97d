import { effectInWords } from '../../model/fault.ts';
import type { RollbackRehearsal } from '../../model/rollback-rehearsal.ts';
import { durationInWords } from '../in-words.ts';
import type { Markup } from './markup.ts';
import { table } from './pieces.ts';

const head = ['fault', 'seen after', 'decided', 'reverted', 'well', 'users saw it', 'lost', 'under way', 'back'];

/** Each fault that was planted, and what the way back from it took. */
export function rehearsalTable({ rounds }: RollbackRehearsal): Markup {
  const rows = rounds.map((round) => [
    effectInWords(round.fault),
    ...[round.detectedMs, round.decidedMs, round.revertedMs, round.recoveredMs, round.userErrorWindowMs].map(durationInWords),
    String(round.lost),
    `${String(round.inFlight)}, ${String(round.inFlightFailed)} failed`,
    durationInWords(round.backMs),
  ]);
  return table('Faults that were planted to rehearse the rollback', head, rows, 1);
}
