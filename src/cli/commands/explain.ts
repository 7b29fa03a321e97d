import type { Command } from 'commander';
import { outFolder } from '../out-folder.ts';
import { line, type Terminal } from '../terminal.ts';

export function addExplain(program: Command, terminal: Terminal): void {
  program
    .command('explain')
    .description('why it is red: the excerpt that matters, who was denied what, file and line, the next command')
    .argument('[gate]', 'this gate (unit) or this run of it (dev/unit); what held the run up where absent')
    .option('--out <dir>', 'the run (default: .rehearsal)')
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  rehearse explain uat/performance\n')
    .action(async (gate: string | undefined, flags: { readonly out?: string; readonly json?: true }) => {
      const [{ readRun }, { explain }] = await Promise.all([import('../finished-run.ts'), import('../../report/explain/explain.ts')]);
      const { record, entries, kept } = readRun(outFolder(terminal, flags.out));
      const lines = explain(record, entries, kept, gate);
      if (flags.json === true) line(terminal.stdout, JSON.stringify({ gate: gate ?? null, outcome: record.outcome, lines }, null, 2));
      else for (const text of lines) line(terminal.stdout, text);
    });
}
