import { join } from 'node:path';
import type { Command } from 'commander';
import { cacheDir } from '../cache-dir.ts';
import { outFolder } from '../out-folder.ts';
import { line, type Terminal } from '../terminal.ts';

export function addDown(program: Command, terminal: Terminal): void {
  program
    .command('down')
    .description('end a world that was left up; its data stays')
    .option('--out <dir>', 'the world (default: .rehearsal)')
    .option('--json', 'print whether there was one as JSON')
    .addHelpText('after', '\nExample:\n  rehearse down\n')
    .action(async (flags: { readonly out?: string; readonly json?: true }) => {
      const { stopKeptWorld } = await import('../../compose.ts');
      const ended = await stopKeptWorld(join(outFolder(terminal, flags.out), 'state', 'world'), cacheDir(terminal.env), (text) =>
        line(terminal.stderr, text),
      );
      const text = ended ? 'the world is down' : 'no world is up here';
      line(terminal.stdout, flags.json === true ? JSON.stringify({ ended }) : text);
    });
}
