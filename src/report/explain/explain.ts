import type { KeptFiles } from '../../evidence/files/kept-file.ts';
import type { LedgerEntry } from '../../model/evidence.ts';
import type { RehearsalRecord, StageRecord } from '../../model/record.ts';
import { nextStep } from '../next-step.ts';
import { outcomeWords } from '../outcome-words.ts';
import { stageThatStopped, whatWasSaid } from '../what-was-said.ts';
import { explainGate } from './explain-gate.ts';

/**
 * Why a run ended as it did, as lines for a terminal: the gates that held it up, or every run of the gate that is named, each with
 * the excerpt that matters; then the next command. Names what there is where the gate was never run.
 */
export function explain(record: RehearsalRecord, entries: readonly LedgerEntry[], kept: KeptFiles, gate?: string): readonly string[] {
  if (gate !== undefined) return explainNamed(record, kept, gate);
  const said = whatWasSaid(entries);
  const stage = stageThatStopped(record);
  const next = nextStep(record, said);
  const { mark, word } = outcomeWords[record.outcome];
  return [
    `${mark} ${record.project} ${record.release?.version ?? record.commit.slice(0, 12)}: ${word}`,
    `  ${said.endReason}`,
    ...(stage === null ? [] : explainStage(stage, said.refused.get(stage.environment), kept)),
    ...(next === null
      ? []
      : ['', next.sentence, ...next.commands.filter((command) => command !== 'rehearse explain').map((command) => `  ${command}`)]),
  ];
}

function explainStage({ environment, gates }: StageRecord, refusal: string | undefined, kept: KeptFiles): readonly string[] {
  const red = gates.filter(({ verdict }) => verdict !== 'passed' && verdict !== 'waived');
  const refused = refusal === undefined ? [] : ['', `✕ ${environment} refused the release`, `  ${refusal}`];
  return [...refused, ...red.flatMap((gate) => ['', ...explainGate(environment, gate, kept)])];
}

function explainNamed({ stages }: RehearsalRecord, kept: KeptFiles, name: string): readonly string[] {
  const runs = stages.flatMap(({ environment, gates }) =>
    gates.filter(({ gate }) => gate === name || `${environment}/${gate}` === name).map((gate) => ({ environment, gate })),
  );
  if (runs.length > 0)
    return runs.flatMap(({ environment, gate }, index) => [...(index === 0 ? [] : ['']), ...explainGate(environment, gate, kept)]);
  const known = [...new Set(stages.flatMap(({ gates }) => gates.map(({ gate }) => gate)))];
  return [`${name} was not run. These gates were: ${known.length === 0 ? 'none' : known.join(', ')}.`];
}
