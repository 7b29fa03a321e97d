import type { Command } from 'commander';
import type { DatabaseRole, SqlResult } from '../../compose.ts';
import { ConfigError } from '../../config/config-error.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { outFolder } from '../out-folder.ts';
import { coloursOf, line, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';

interface PsqlFlags {
  readonly command?: string;
  readonly migrator?: true;
  readonly out?: string;
  readonly json?: true;
}

export function addPsql(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  program
    .command('psql')
    .description("an environment's database: the machine's own psql where there is one; -c works without it")
    .argument('<env>', 'an environment')
    .argument('[args...]', 'after --, handed to psql')
    .option('-c, --command <sql>', 'run this and print the result')
    .option('--migrator', 'as the role that owns the tables; as the application where absent')
    .option('--out <dir>', 'the world (default: .rehearsal)')
    .option('--json', 'with -c: print rows as JSON')
    .addHelpText('after', '\nExample:\n  rehearse psql local -c "select count(*) from payments"\n')
    .action(async (environment: string, args: readonly string[], flags: PsqlFlags) => {
      const { BackendError, databaseLogin, noEnvironment, openKeptWorld, openPsql, runSql } = await import('../../compose.ts');
      using hands = await openKeptWorld(outFolder(terminal, flags.out));
      if (!hands.environments.some(({ name }) => name === environment)) throw noEnvironment(environment, hands.environments);
      const role: DatabaseRole = flags.migrator === true ? 'migrator' : 'application';
      const login = await databaseLogin(hands, environment, role);
      if (login === null) throw usage(`${environment} has no database`, 'rehearsal.yaml names one under modules.<ID>.database.');
      const sql = flags.command;
      if (sql !== undefined && flags.json === true) return printJson(await runSql(login, sql), terminal);
      const own = [...(sql === undefined ? [] : ['-c', sql]), ...args];
      const code = await openPsql(login, own, { ...terminal, interactive: terminal.interactive && sql === undefined });
      if (code !== null) return done(code === 0 ? exitCodes.done : exitCodes.blocked);
      if (sql === undefined)
        throw new BackendError(
          'psql is not on this machine.',
          'Install it (postgresql-client, or brew install libpq), or give SQL with -c, which works without it.',
        );
      line(terminal.stderr, coloursOf(terminal).dim('psql is not on this machine: asked with the pg package'));
      for (const result of await runSql(login, sql)) printResult(result, terminal);
    });
}

function printJson(results: readonly SqlResult[], terminal: Terminal): void {
  const rows = results.map((result) => result.rows);
  line(terminal.stdout, JSON.stringify(rows.length === 1 ? rows[0] : rows, null, 2));
}

function printResult({ command, columns, rows, rowCount }: SqlResult, terminal: Terminal): void {
  if (columns.length === 0) line(terminal.stdout, `${command} ${rowCount}`);
  else for (const text of textTable(columns, rows)) line(terminal.stdout, text);
}

function usage(message: string, hint: string): ConfigError {
  return new ConfigError([{ file: 'psql', line: 0, column: 0, path: '', message, hint }]);
}
