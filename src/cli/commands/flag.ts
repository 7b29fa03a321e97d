import { Argument, type Command } from 'commander';
import { cacheDir } from '../cache-dir.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { outFolder } from '../out-folder.ts';
import { progressOn } from '../progress/progress.ts';
import { coloursOf, line, type Terminal } from '../terminal.ts';

interface FlagFlags {
  readonly as: string;
  readonly out?: string;
  readonly json?: true;
}

export function addFlag(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  program
    .command('flag')
    .description('switch a feature flag in an environment of a world that is up, without a deploy')
    .argument('<env>', 'the environment')
    .argument('<name>', 'the flag, as rehearsal.yaml has it')
    .addArgument(new Argument('<value>', 'on or off').choices(['on', 'off']))
    .requiredOption(
      '--as <name>',
      'who you are: a person of rehearsal.yaml who has one of the approving roles, if the environment names any',
    )
    .option('--out <dir>', 'the world (default: .rehearsal)')
    .option('--json', 'print the flags of the environment as JSON')
    .addHelpText('after', '\nExample:\n  rehearse flag uat instant-settlement on --as "Priya Raman"\n')
    .action(async (environment: string, flag: string, value: 'on' | 'off', flags: FlagFlags) => {
      const { switchFlag } = await import('../../compose/switch-flag.ts');
      using progress = progressOn(terminal);
      const options = { out: outFolder(terminal, flags.out), cacheDir: cacheDir(terminal.env), signal: terminal.signal, progress };
      const given = await switchFlag({ ...options, environment, flag, value: value === 'on', as: flags.as });
      if (flags.json === true) line(terminal.stdout, JSON.stringify(given, null, 2));
      if (given.kind === 'refused') {
        line(terminal.stderr, `${coloursOf(terminal).red('refused')} ${given.reason}`);
        return done(exitCodes.blocked);
      }
      if (flags.json === true) return;
      for (const [name, on] of Object.entries(given.what)) line(terminal.stdout, `${name} ${on ? 'on' : 'off'}`);
    });
}
