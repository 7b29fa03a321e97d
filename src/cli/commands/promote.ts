import type { Command } from 'commander';
import { cacheDir } from '../cache-dir.ts';
import { exitCodeOf, exitCodes, type ExitCode } from '../exit-codes.ts';
import { outFolder } from '../out-folder.ts';
import { progressOn } from '../progress/progress.ts';
import { tellEnd } from '../tell-end.ts';
import { coloursOf, line, type Terminal } from '../terminal.ts';

interface PromoteFlags {
  readonly release?: string;
  readonly approveAs?: string;
  readonly out?: string;
  readonly json?: true;
}

export function addPromote(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  program
    .command('promote')
    .description('bring the release into one environment of a world that is up, by the rules of the topology')
    .argument('<env>', 'the environment')
    .option('--release <name>', 'the release, by tag, commit or id; the one that is rehearsed there where absent')
    .option('--approve-as <name>', 'stand in for a person who may approve; the record says that it was simulated')
    .option('--out <dir>', 'the world (default: .rehearsal)')
    .option('--json', 'print the record')
    .addHelpText('after', '\nExample:\n  rehearse promote uat --release v1.4.0-rc.1\n')
    .action(async (environment: string, flags: PromoteFlags) => {
      const { createRehearsal } = await import('../../compose.ts');
      const { goingOn } = await import('../../compose/going-on.ts');
      const { refusalOfRelease } = await import('../../compose/release-named.ts');
      const out = outFolder(terminal, flags.out);
      const { options, settings } = await goingOn(out);
      const refusal = flags.release === undefined ? null : await refusalOfRelease(out, settings, flags.release);
      if (refusal !== null) {
        line(terminal.stderr, `${coloursOf(terminal).red('refused')} ${refusal}`);
        return done(exitCodes.blocked);
      }
      using progress = progressOn(terminal);
      const { approveAs } = flags;
      const end = await createRehearsal({
        ...options,
        out,
        from: environment,
        to: environment,
        cacheDir: cacheDir(terminal.env),
        signal: terminal.signal,
        progress,
        ...(approveAs === undefined ? {} : { approveAs }),
      }).run();
      if (end.result.kind === 'finished' && end.result.already)
        line(terminal.stderr, `${settings.version} has passed ${environment} already`);
      tellEnd(end, { ...flags, keep: true }, terminal);
      done(exitCodeOf(end.result));
    });
}
