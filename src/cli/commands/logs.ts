import type { Command } from 'commander';
import { outFolder } from '../out-folder.ts';
import { coloursOf, line, type Terminal } from '../terminal.ts';
import { parseAgo } from '../values.ts';
import { knownFunction } from '../known-function.ts';

interface LogFlags {
  readonly follow?: true;
  readonly since: number;
  readonly out?: string;
  readonly json?: true;
}

export function addLogs(program: Command, terminal: Terminal): void {
  program
    .command('logs')
    .description('what functions wrote, from CloudWatch Logs, oldest first')
    .argument('<env>', 'an environment')
    .argument('[function]', 'as rehearsal.yaml calls it, its logical id or its name in the account; all where absent')
    .option('-f, --follow', 'go on with what is written from now on, until Ctrl-C')
    .option('--since <ago>', 'how far back: 90s, 15m, 2h, or an ISO 8601 instant', parseAgo, 0)
    .option('--out <dir>', 'the world (default: .rehearsal)')
    .option('--json', 'print a JSON object a line')
    .addHelpText('after', '\nExample:\n  rehearse logs local create-payment --since 15m --follow\n')
    .action(async (environment: string, fn: string | undefined, flags: LogFlags) => {
      const { noEnvironment, openKeptWorld, readLogs } = await import('../../compose.ts');
      using hands = await openKeptWorld(outFolder(terminal, flags.out));
      if (!hands.environments.some(({ name }) => name === environment)) throw noEnvironment(environment, hands.environments);
      const wanted = { environment, function: fn ?? null, sinceMs: flags.since, follow: flags.follow === true };
      const { dim } = coloursOf(terminal);
      await knownFunction(async () => {
        for await (const each of readLogs(hands, wanted, terminal.signal)) {
          const text =
            flags.json === true ? JSON.stringify(each) : `${dim(each.at)}${fn === undefined ? `  ${each.function}` : ''}  ${each.message}`;
          line(terminal.stdout, text);
        }
      });
    });
}
