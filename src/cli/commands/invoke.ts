import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { ConfigError } from '../../config/config-error.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { outFolder } from '../out-folder.ts';
import { knownFunction } from '../known-function.ts';
import { coloursOf, line, type Terminal } from '../terminal.ts';

interface InvokeFlags {
  readonly payload: string;
  readonly out?: string;
  readonly json?: true;
}

export function addInvoke(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  program
    .command('invoke')
    .description('invoke a function through its alias: its answer on stdout, its log on stderr, exit 1 where it failed')
    .argument('<env>', 'an environment')
    .argument('<function>', 'as rehearsal.yaml calls it, its logical id or its name in the account')
    .option('--payload <json>', 'the event: JSON, @FILE, or - for stdin', '{}')
    .option('--out <dir>', 'the world (default: .rehearsal)')
    .option('--json', 'print status, version, answer and log as JSON')
    .addHelpText('after', '\nExample:\n  rehearse invoke local create-payment --payload @event.json\n')
    .action(async (environment: string, name: string, flags: InvokeFlags) => {
      const payload = await readPayload(flags.payload, terminal);
      const { invokeFunction, noEnvironment, openKeptWorld } = await import('../../compose.ts');
      using hands = await openKeptWorld(outFolder(terminal, flags.out));
      if (!hands.environments.some((one) => one.name === environment)) throw noEnvironment(environment, hands.environments);
      const invoked = await knownFunction(() => invokeFunction(hands, environment, name, Buffer.from(payload)));
      done(invoked.functionError === null ? exitCodes.done : exitCodes.blocked);
      if (flags.json === true) {
        line(terminal.stdout, JSON.stringify({ ...invoked, payload: parsed(invoked.payload) }, null, 2));
        return;
      }
      const { dim, red } = coloursOf(terminal);
      terminal.stderr.write(dim(invoked.logTail));
      if (invoked.functionError !== null) line(terminal.stderr, red(`the function failed: ${invoked.functionError}`));
      line(terminal.stdout, invoked.payload);
    });
}

async function readPayload(given: string, terminal: Terminal): Promise<string> {
  const payload =
    given === '-'
      ? terminal.stdin === undefined
        ? ''
        : await text(terminal.stdin)
      : given.startsWith('@')
        ? await readEvent(given.slice(1), terminal)
        : given;
  try {
    JSON.parse(payload);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw badPayload(`is no JSON: ${error.message}`);
  }
  return payload;
}

async function readEvent(path: string, terminal: Terminal): Promise<string> {
  const file = resolve(terminal.cwd, path);
  if (!existsSync(file)) throw badPayload(`names ${file}, which is not there`);
  return await readFile(file, 'utf8');
}

function badPayload(message: string): ConfigError {
  return new ConfigError([{ file: '--payload', line: 0, column: 0, path: '', message, hint: 'Give JSON, @FILE, or - for stdin.' }]);
}

/** A function may answer any bytes; what is no JSON is shown as text. */
function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return payload;
    throw error;
  }
}
