import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { usageError } from '../../compose/usage-error.ts';
import type { RehearsalRecord } from '../../model/record.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { line, type Terminal } from '../terminal.ts';

export function addCompare(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  program
    .command('compare')
    .description('what differs between two runs: outcomes, verdicts, digests, live versions, and p99s beyond their noise')
    .argument('<run>', "a run's output folder, or its rehearsal.json")
    .argument('<other>', 'another')
    .option('--json', 'print the differences as JSON')
    .addHelpText('after', '\nExample:\n  rehearse compare .rehearsal ../main/.rehearsal\n')
    .action(async (run: string, other: string, flags: { readonly json?: true }) => {
      const { compareRecords } = await import('../../report/compare-records.ts');
      const differences = compareRecords(await recordAt(run, terminal), await recordAt(other, terminal));
      if (flags.json === true) line(terminal.stdout, JSON.stringify({ differences }, null, 2));
      else if (differences.length === 0) line(terminal.stdout, 'nothing differs');
      else for (const { at, left, right } of differences) line(terminal.stdout, `${at}: ${left} -> ${right}`);
      done(differences.length === 0 ? exitCodes.done : exitCodes.blocked);
    });
}

async function recordAt(named: string, { cwd }: Terminal): Promise<RehearsalRecord> {
  const { validateRecord } = await import('../../evidence/record/validate-record.ts');
  const given = resolve(cwd, named);
  const path = existsSync(given) && statSync(given).isDirectory() ? join(given, 'rehearsal.json') : given;
  if (!existsSync(path))
    throw usageError(path, 'there is no record here', 'A run writes rehearsal.json into its output folder when it ends.');
  const read = validateRecord(parsed(path));
  if (read.kind === 'valid') return read.record;
  throw usageError(
    path,
    `is no record of this version: ${read.problems[0] ?? ''}`,
    'Name the output folder of a run, or its rehearsal.json.',
  );
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) throw usageError(path, 'is not JSON', 'Name the output folder of a run, or its rehearsal.json.');
    throw error;
  }
}
