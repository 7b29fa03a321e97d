import { resolve } from 'node:path';
import process from 'node:process';
import type { Command } from 'commander';
import { cacheDir } from '../cache-dir.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { coloursOf, line, type Terminal } from '../terminal.ts';

interface DoctorFlags {
  readonly json?: true;
  readonly buildImages?: true | readonly string[];
}

export function addDoctor(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  program
    .command('doctor')
    .description('what is here and what is missing, with the line that installs it; exit 3 where no run on the embedded backend can go')
    .argument('[dir]', 'where a run would write', '.')
    .option(
      '--build-images [names...]',
      'build the images of the containers backend that are missing, from package registries (Debian, as root)',
    )
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  rehearse doctor\n  rehearse doctor --build-images localstack postgres\n')
    .action(async (dir: string, flags: DoctorFlags) => {
      const { env, cwd } = terminal;
      if (flags.buildImages !== undefined) {
        await build(flags.buildImages === true ? [] : flags.buildImages, terminal);
        return done(exitCodes.done);
      }
      const { examine } = await import('../../compose.ts');
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

async function build(names: readonly string[], terminal: Terminal): Promise<void> {
  const note = (text: string): void => line(terminal.stderr, text);
  const { buildImages, runToEnd } = await import('../../compose.ts');
  const built = await buildImages({ names, cacheDir: cacheDir(terminal.env), run: runToEnd, note });
  line(terminal.stdout, built.length === 0 ? 'Every image is here.' : `Built ${built.join(', ')}.`);
}
