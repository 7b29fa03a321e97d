import { resolve } from 'node:path';
import process from 'node:process';
import type { Command } from 'commander';
import { examine } from '../../compose.ts';
import { cacheDir } from '../cache-dir.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { coloursOf, line, type Terminal } from '../terminal.ts';

export function addDoctor(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  program
    .command('doctor')
    .description('what is here and what is missing, with the line that installs it; exit 3 where no run on the embedded backend can go')
    .argument('[dir]', 'where a run would write', '.')
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  rehearse doctor\n')
    .action(async (dir: string, flags: { readonly json?: true }) => {
      const { env, cwd } = terminal;
      const machine = { platform: process.platform, nodeVersion: process.version, cacheDir: cacheDir(env), folder: resolve(cwd, dir), env };
      const findings = await examine(machine);
      const ready = findings.every(({ ok, weight }) => ok || weight === 'useful');
      done(ready ? exitCodes.done : exitCodes.broken);
      if (flags.json === true) {
        line(terminal.stdout, JSON.stringify({ ready, findings }, null, 2));
        return;
      }
      const { green, red, yellow } = coloursOf(terminal);
      for (const { name, ok, weight, detail, install } of findings) {
        const mark = ok ? green('✓') : weight === 'needed' ? red('✗') : yellow('!');
        line(terminal.stdout, `${mark} ${name.padEnd(11)} ${detail}`);
        if (install !== null) line(terminal.stdout, `              ${install}`);
      }
      line(terminal.stdout, ready ? 'A run on the embedded backend can go.' : 'A run can not go before what is marked ✗ is here.');
    });
}
