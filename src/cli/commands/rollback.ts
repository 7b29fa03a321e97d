import type { Command } from 'commander';
import { cacheDir } from '../cache-dir.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { outFolder } from '../out-folder.ts';
import { progressOn } from '../progress/progress.ts';
import { coloursOf, line, type Terminal } from '../terminal.ts';

interface RollbackFlags {
  readonly to?: string;
  readonly as: string;
  readonly out?: string;
  readonly json?: true;
}

export function addRollback(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  program
    .command('rollback')
    .description('give an environment of a world that is up back to a release that was live there: no build, no gate, seconds')
    .argument('<env>', 'the environment')
    .requiredOption(
      '--as <name>',
      'who you are: a person of rehearsal.yaml who has one of the approving roles, if the environment names any',
    )
    .option('--to <release>', 'a release that was live there, by tag, commit or id; the one before where absent')
    .option('--out <dir>', 'the world (default: .rehearsal)')
    .option('--json', 'print what was done as JSON')
    .addHelpText('after', '\nExample:\n  rehearse rollback production --to v1.3.0 --as "Priya Raman"\n')
    .action(async (environment: string, flags: RollbackFlags) => {
      const { rollBack } = await import('../../compose/roll-back.ts');
      const { as, to = null } = flags;
      using progress = progressOn(terminal);
      const options = { out: outFolder(terminal, flags.out), cacheDir: cacheDir(terminal.env), signal: terminal.signal, progress };
      const result = await rollBack({ ...options, environment, to, as });
      if (flags.json === true) line(terminal.stdout, JSON.stringify(result, null, 2));
      const say = (text: string): void => line(flags.json === true ? terminal.stderr : terminal.stdout, text);
      switch (result.kind) {
        case 'rolled-back':
          return say(`${environment} is back at ${result.to.version} (${String(result.happening.rollback.revertedMs)} ms)`);
        case 'already':
          return say(`${environment} is at ${result.to.version} already`);
        case 'refused':
          line(terminal.stderr, `${coloursOf(terminal).red('refused')} ${result.reason}`);
          return done(exitCodes.blocked);
        case 'failed':
          line(terminal.stderr, `${coloursOf(terminal).red('error')} ${result.reason}`);
          return done(exitCodes.broken);
        case 'no-target':
          line(terminal.stderr, `${coloursOf(terminal).red('error')} ${result.reason}`);
          return done(exitCodes.usage);
      }
    });
}
