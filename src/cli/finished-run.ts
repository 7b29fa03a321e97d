import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigError } from '../config/config-error.ts';
import { evidencePaths } from '../evidence/evidence-paths.ts';
import { parseKeptFile, readKept } from '../evidence/files/kept-files-on-disk.ts';
import type { KeptFiles } from '../evidence/files/kept-file.ts';
import { buildRecord } from '../evidence/record/build-record.ts';
import type { LedgerEntry } from '../model/evidence.ts';
import type { RehearsalRecord } from '../model/record.ts';
import type { Terminal } from './terminal.ts';

export interface FinishedRun {
  readonly out: string;
  readonly record: RehearsalRecord;
  readonly entries: readonly LedgerEntry[];
  readonly kept: KeptFiles;
}

/** The output folder that a command looks at: `--out`, else .rehearsal here. */
export function outFolder(terminal: Pick<Terminal, 'cwd'>, out: string | undefined): string {
  return resolve(terminal.cwd, out ?? '.rehearsal');
}

/** A run's evidence, read and not checked (`rehearse evidence verify` does that). Throws where there is none. */
export function readRun(out: string): FinishedRun {
  const ledger = join(out, evidencePaths.ledger);
  if (!existsSync(ledger)) {
    const hint = 'Start one with: rehearse run (or name its folder with --out).';
    throw new ConfigError([{ file: out, line: 0, column: 0, path: '', message: 'there is no run here', hint }]);
  }
  const entries = linesOf(ledger).map((line) => JSON.parse(line) as LedgerEntry);
  const names = join(out, evidencePaths.names);
  const list = existsSync(names) ? linesOf(names).map(parseKeptFile) : [];
  return { out, record: buildRecord(entries), entries, kept: { list: () => list, read: (digest) => readKept(out, digest) } };
}

/** Whole lines: the last one of a killed run may be half written. */
function linesOf(path: string): readonly string[] {
  const text = readFileSync(path, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '');
}
