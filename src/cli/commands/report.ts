import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { ConfigError } from '../../config/config-error.ts';
import { outFolder } from '../out-folder.ts';
import { line, type Terminal } from '../terminal.ts';

export function addReport(program: Command, terminal: Terminal): void {
  program
    .command('report')
    .description("where the run's page is")
    .option('--open', 'open it in the browser')
    .option('--out <dir>', 'the run (default: .rehearsal)')
    .addHelpText('after', '\nExample:\n  rehearse report --open\n')
    .action((flags: { readonly open?: true; readonly out?: string }) => {
      const page = join(outFolder(terminal, flags.out), 'report', 'index.html');
      if (!existsSync(page))
        throw new ConfigError([
          {
            file: page,
            line: 0,
            column: 0,
            path: '',
            message: 'there is no report here',
            hint: 'A run writes it at its end: rehearse run.',
          },
        ]);
      line(terminal.stdout, page);
      if (flags.open !== true) return;
      const opener = spawn(process.platform === 'darwin' ? 'open' : 'xdg-open', [page], { detached: true, stdio: 'ignore' });
      opener.once('error', (error) => line(terminal.stderr, `it could not be opened here (${error.message}): open it by hand`));
      opener.unref();
    });
}
