import { type Command, Option } from 'commander';
import type { ChaosResult } from '../../compose/play-chaos.ts';
import { cacheDir } from '../cache-dir.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { outFolder } from '../out-folder.ts';
import { seconds } from '../progress/describe.ts';
import { progressOn } from '../progress/progress.ts';
import { coloursOf, line, type Terminal } from '../terminal.ts';
import { parseCount, parseSpan } from '../values.ts';

interface ChaosFlags {
  readonly for: number;
  readonly seed: number;
  readonly out?: string;
  readonly json?: true;
}

export function addChaos(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  program
    .command('chaos')
    .description("plant a seeded schedule of faults in an environment of a world that is up, under users' traffic, and say what they saw")
    .argument('<env>', 'the environment')
    .addOption(new Option('--for <time>', 'how long: 90s, 5m').argParser(parseSpan).default(60_000, '1m'))
    .option('--seed <n>', 'of the schedule, and of what each fault hits', parseCount, 1)
    .option('--out <dir>', 'the world (default: .rehearsal)')
    .option('--json', 'print what was planted and seen as JSON')
    .addHelpText('after', '\nExample:\n  rehearse chaos uat --for 2m --seed 7\n')
    .action(async (environment: string, flags: ChaosFlags) => {
      const { playChaos } = await import('../../compose/play-chaos.ts');
      using progress = progressOn(terminal);
      const options = { out: outFolder(terminal, flags.out), cacheDir: cacheDir(terminal.env), signal: terminal.signal, progress };
      const result = await playChaos({ ...options, environment, forMs: flags.for, seed: flags.seed });
      if (flags.json === true) line(terminal.stdout, JSON.stringify(result, null, 2));
      return done(tell(result, terminal, flags.json === true));
    });
}

function tell(result: ChaosResult, terminal: Terminal, quietly: boolean): ExitCode {
  if (result.kind === 'refused') {
    line(terminal.stderr, `${coloursOf(terminal).red('refused')} ${result.reason}`);
    return exitCodes.broken;
  }
  const { injected, slos, requests, failed } = result;
  const say = (text: string): void => (quietly ? undefined : line(terminal.stdout, text));
  for (const each of injected) {
    say(
      `+${seconds(each.afterMs)}, for ${seconds(each.forMs)}: ${each.fault}: ${String(each.failed)} of ${String(each.requests)} requests failed`,
    );
  }
  say(`${String(failed)} of ${String(requests)} requests failed in all, in ${String(injected.length)} faults and the calm between them`);
  if (slos === null) return exitCodes.done;
  say(slos.judgement.reason);
  return slos.judgement.verdict === 'passed' ? exitCodes.done : exitCodes.blocked;
}
