import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { createRehearsal } from '../../compose.ts';
import { goingOn } from '../../compose/going-on.ts';
import type { RehearsalOptions } from '../../rehearsal-options.ts';
import { cacheDir } from '../cache-dir.ts';
import { exitCodeOf, type ExitCode } from '../exit-codes.ts';
import { progressOn } from '../progress/progress.ts';
import { tellEnd } from '../tell-end.ts';
import type { Terminal } from '../terminal.ts';
import { parseAt, parseCount, parsePace } from '../values.ts';

interface RunFlags {
  readonly topology?: string;
  readonly backend: 'embedded' | 'containers';
  readonly from?: string;
  readonly to?: string;
  readonly approveAs?: string;
  readonly at?: Date;
  readonly pace: number;
  readonly seed: number;
  readonly keep?: true;
  readonly resume?: true;
  readonly workingTree?: true;
  readonly out?: string;
  readonly json?: true;
}

export function addRun(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  program
    .command('run')
    .description("rehearse the whole path for DIR's HEAD: build once, local, dev, UAT, approval, production")
    .argument('[dir]', 'the repository to rehearse; the shipped sample where absent')
    .option('--topology <name|file>', "the path to take; the project's own choice where absent")
    .option('--backend <kind>', 'embedded or containers', 'embedded')
    .option('--from <env>', 'go on with the run in the output folder, from this environment on again, without building')
    .option('--to <env>', 'end with this environment')
    .option('--approve-as <name>', 'stand in for a person who may approve; the record says that it was simulated')
    .option('--at <time>', "where the rehearsal's calendar starts, ISO 8601", parseAt)
    .option('--pace <n>', 'recorded; nothing is paced yet, for no strategy here bakes', parsePace, 1)
    .option('--seed <n>', 'of everything that is drawn at random', parseCount, 1)
    .option('--keep', 'leave the world up')
    .option('--resume', 'go on with the run in the output folder, without building again')
    .option('--working-tree', 'take uncommitted changes, as an unnamed commit')
    .option('--out <dir>', 'where everything goes (default: .rehearsal in the project)')
    .option('--json', 'print the record')
    .addHelpText('after', '\nExample:\n  rehearse run . --approve-as "Priya Raman"\n')
    .action(async (dir: string | undefined, flags: RunFlags) => {
      const asked = toOptions(dir, flags, terminal);
      // Going again from somewhere is for a world that is up, and leaves it so.
      const options = flags.from === undefined ? asked : { ...asked, ...(await goingOn(asked.out)).options };
      using progress = progressOn(terminal);
      const end = await createRehearsal({ ...options, progress }).run();
      tellEnd(end, flags, terminal);
      done(exitCodeOf(end.result));
    });
}

function toOptions(dir: string | undefined, flags: RunFlags, terminal: Terminal): Omit<RehearsalOptions, 'progress'> {
  const project = dir === undefined ? null : resolve(terminal.cwd, dir);
  const { topology, backend, from, to, approveAs, at, pace, seed } = flags;
  return {
    project,
    backend,
    pace,
    seed,
    out: flags.out === undefined ? join(project ?? terminal.cwd, '.rehearsal') : resolve(terminal.cwd, flags.out),
    cacheDir: cacheDir(terminal.env),
    workingTree: flags.workingTree === true,
    keep: flags.keep === true,
    resume: flags.resume === true,
    signal: terminal.signal,
    ...(topology === undefined ? {} : { topology }),
    ...(from === undefined ? {} : { from, again: true }),
    ...(to === undefined ? {} : { to }),
    ...(approveAs === undefined ? {} : { approveAs }),
    ...(at === undefined ? {} : { offsetMs: at.getTime() - Date.now() }),
  };
}
