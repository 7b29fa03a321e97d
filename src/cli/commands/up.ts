import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { RehearsalOptions } from '../../rehearsal-options.ts';
import { cacheDir } from '../cache-dir.ts';
import { addBackendOptions, type BackendFlags, backendOptions } from '../backend-options.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../exit-codes.ts';
import { progressOn } from '../progress/progress.ts';
import { projectFolder } from '../project-folder.ts';
import { coloursOf, line, type Terminal } from '../terminal.ts';
import { parseCount, parsePort } from '../values.ts';
import { watchOn } from '../watch-on.ts';

interface UpFlags extends BackendFlags {
  readonly topology?: string;
  readonly seed: number;
  readonly workingTree?: true;
  readonly fresh?: true;
  readonly watch?: true;
  readonly inspect?: number | true;
  readonly detach?: true;
  readonly out?: string;
  readonly json?: true;
}

/** Node's own. */
const defaultInspectPort = 9229;

export function addUp(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  addBackendOptions(
    program
      .command('up')
      .description("bring a world up with DIR's HEAD in its first environment and the last release in the others, and leave it up")
      .argument('[dir]', 'the repository; the shipped sample where absent')
      .option('--topology <name|file>', "the environments; the project's own choice where absent"),
  )
    .option('--seed <n>', 'of everything that is drawn at random', parseCount, 1)
    .option('--working-tree', 'take uncommitted changes, as an unnamed commit')
    .option('--fresh', 'start anew where a world of this commit is here already')
    .option('--watch', 'reload a function of the first environment whenever its source is saved, until Ctrl-C, which ends the world')
    .option('--inspect [port]', 'with --watch: a debugger can attach to a function, the first one at 9229', parsePort)
    .option('--detach', 'with --watch: leave the world up at Ctrl-C')
    .option('--out <dir>', 'where everything goes (default: .rehearsal in the project)')
    .option('--json', 'print where it is as JSON')
    .addHelpText('after', '\nExample:\n  rehearse up . --watch --inspect\n')
    .action(async (dir: string | undefined, flags: UpFlags) => {
      const options = toOptions(dir, flags, terminal);
      const up = await broughtUp(options, flags, terminal);
      done(up.code);
      if (!up.up) return;
      tell(options.out, flags, terminal);
      if (flags.watch !== true) return;
      const { openKeptWorld, stopKeptWorld } = await import('../../compose.ts');
      const inspectPort = flags.inspect === undefined ? null : flags.inspect === true ? defaultInspectPort : flags.inspect;
      try {
        using hands = await openKeptWorld(options.out);
        await watchOn(hands, { ...options, inspectPort }, terminal);
      } finally {
        if (flags.detach !== true) {
          await stopKeptWorld(join(options.out, 'state/world'), options.cacheDir);
          line(terminal.stderr, 'the world is down');
        }
      }
      done(exitCodes.interrupted);
    });
}

async function broughtUp(
  options: Omit<RehearsalOptions, 'progress'>,
  flags: UpFlags,
  terminal: Terminal,
): Promise<{ readonly up: boolean; readonly code: ExitCode }> {
  const { bringUp, createRehearsal } = await import('../../compose.ts');
  using progress = progressOn(terminal);
  const brought = await bringUp({ ...options, progress, fresh: flags.fresh === true }, (all) => createRehearsal(all).run());
  if (brought.kind !== 'new') {
    line(terminal.stderr, brought.kind === 'already' ? 'it is up already, of this commit' : 'it is up again, with the data that it had');
    return { up: true, code: exitCodes.done };
  }
  const { result } = brought;
  const { red } = coloursOf(terminal);
  if (result.kind === 'unusable') line(terminal.stderr, `${red('error')} ${result.reason}`);
  if (result.kind === 'broke') line(terminal.stderr, `${red('error')} ${result.environment}: ${result.step}: ${result.message}`);
  return { up: brought.up, code: terminal.signal.aborted ? exitCodes.interrupted : exitCodeOf(result) };
}

function toOptions(dir: string | undefined, flags: UpFlags, terminal: Terminal): Omit<RehearsalOptions, 'progress'> {
  const project = projectFolder(dir, terminal, 'rehearse up .');
  return {
    project,
    ...backendOptions(flags),
    seed: flags.seed,
    out: flags.out === undefined ? join(project ?? terminal.cwd, '.rehearsal') : resolve(terminal.cwd, flags.out),
    cacheDir: cacheDir(terminal.env),
    workingTree: flags.workingTree === true,
    signal: terminal.signal,
    ...(flags.topology === undefined ? {} : { topology: flags.topology }),
  };
}

function tell(out: string, flags: UpFlags, terminal: Terminal): void {
  if (flags.json === true) line(terminal.stdout, JSON.stringify({ up: true, out }));
  else line(terminal.stdout, `up: ${out}`);
  const where = flags.out === undefined ? '' : ` --out ${flags.out}`;
  line(terminal.stderr, coloursOf(terminal).dim(`What is there: rehearse status${where}. Its end: rehearse down${where}.`));
}
