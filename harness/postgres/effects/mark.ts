import type { ClassifiedStatement } from './classified-migration.ts';
import { type MigrationStep, migrationSteps } from './statement-effect.ts';

/** `-- rehearse: expand`: what a migration's author takes it for. */
export interface Mark {
  readonly word: string;
  readonly line: number;
}

export function readMark(text: string): Mark | null {
  for (const [index, line] of text.split('\n').entries()) {
    const word = /^\s*--\s*rehearse:\s*(\S+)\s*$/.exec(line)?.[1];
    if (word !== undefined) return { word, line: index + 1 };
  }
  return null;
}

/** Why the mark and the statements contradict each other; null where they don't. A mark may make a migration heavier, never lighter. */
export function markFault(script: string, mark: Mark | null, statements: readonly ClassifiedStatement[]): string | null {
  if (mark === null) return null;
  const place = `${script}:${String(mark.line)}`;
  const marked = migrationSteps.find((step) => step === mark.word);
  if (marked === undefined) return `${place}: "${mark.word}" is no step of a migration: mark it expand, backfill, contract or neutral.`;
  const heavier = statements.find(({ step }) => weight(step) > weight(marked));
  if (heavier === undefined) return null;
  const said = heavier.effects.find(({ step }) => step === heavier.step);
  return `${place}: it is marked ${marked}, but line ${String(heavier.line)} ${said?.what ?? 'does more'}, which is ${heavier.step}: ${said?.reason ?? ''}. Move that into a migration of its own, for a later release.`;
}

function weight(step: MigrationStep): number {
  return migrationSteps.indexOf(step);
}
