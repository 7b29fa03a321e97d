import { join } from 'node:path';
import type { Command } from 'commander';
import type { EnvironmentStatus } from '../../compose.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { outFolder } from '../out-folder.ts';
import { coloursOf, line, type Terminal } from '../terminal.ts';

export function addStatus(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  program
    .command('status')
    .description('what is up: environments, accounts, databases, and the functions that are live in each; exit 3 where a part has died')
    .option('--out <dir>', 'the world (default: .rehearsal)')
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  rehearse status --json\n')
    .action(async (flags: { readonly out?: string; readonly json?: true }) => {
      const { openKeptWorld, readKeptWorld, worldStatus } = await import('../../compose.ts');
      const out = outFolder(terminal, flags.out);
      const kept = await readKeptWorld(join(out, 'state', 'world'));
      if (kept?.lifetime !== 'detached') {
        line(
          terminal.stdout,
          flags.json === true ? JSON.stringify({ up: false, out }) : 'no world is up here; bring one up with: rehearse up',
        );
        return;
      }
      using hands = await openKeptWorld(out);
      const status = await worldStatus(hands);
      done(status.healthy ? exitCodes.done : exitCodes.broken);
      const { commit, version } = hands.settings;
      if (flags.json === true) {
        line(terminal.stdout, JSON.stringify({ up: true, out, project: hands.project.name, commit, version, ...status }, null, 2));
        return;
      }
      line(terminal.stdout, `${hands.project.name} ${commit.slice(0, 12)} as ${version}, ${status.backend} at ${status.endpoint}`);
      for (const environment of status.environments) printEnvironment(environment, terminal);
    });
}

function printEnvironment({ name, account, region, healthy, database, functions }: EnvironmentStatus, terminal: Terminal): void {
  const { green, red, dim } = coloursOf(terminal);
  const where = database === null ? '' : `, database on 127.0.0.1:${database.port}${database.healthy ? '' : ' (does not answer)'}`;
  line(terminal.stdout, `\n${healthy ? green('✓') : red('✗')} ${name}  account ${account} in ${region}${where}`);
  if (functions.length === 0) line(terminal.stdout, dim('    nothing is deployed'));
  for (const fn of functions) {
    const live = fn.digest === null ? 'not live' : `version ${fn.version ?? '?'}  ${fn.digest.slice(0, 19)}`;
    const at = fn.region === undefined ? '' : `  in ${fn.region}`;
    line(terminal.stdout, `    ${fn.name.padEnd(24)} ${live}${at}${fn.url === null ? '' : `  ${fn.url}`}`);
  }
}
