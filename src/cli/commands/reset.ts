import type { Command } from 'commander';
import { cacheDir } from '../cache-dir.ts';
import { outFolder } from '../out-folder.ts';
import { line, type Terminal } from '../terminal.ts';

export function addReset(program: Command, terminal: Terminal): void {
  program
    .command('reset')
    .description('bring an environment back to where it was when the world came up, account and database; the others stay as they are')
    .argument('<env>', 'an environment')
    .option('--out <dir>', 'the world (default: .rehearsal)')
    .option('--json', 'print what was reset as JSON')
    .addHelpText('after', '\nExample:\n  rehearse reset local\n')
    .action(async (environment: string, flags: { readonly out?: string; readonly json?: true }) => {
      const { resetWorld } = await import('../../compose.ts');
      await resetWorld(outFolder(terminal, flags.out), cacheDir(terminal.env), environment);
      line(
        terminal.stdout,
        flags.json === true ? JSON.stringify({ reset: environment }) : `${environment} is as it was when the world came up`,
      );
    });
}
