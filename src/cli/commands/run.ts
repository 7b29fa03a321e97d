import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { RehearsalOptions } from '../../rehearsal-options.ts';
import { cacheDir } from '../cache-dir.ts';
import { addBackendOptions, type BackendFlags, backendOptions } from '../backend-options.ts';
import { exitCodeOf, exitCodes, type ExitCode } from '../exit-codes.ts';
import { seconds } from '../progress/describe.ts';
import { progressOn } from '../progress/progress.ts';
import { projectFolder } from '../project-folder.ts';
import { tellEnd } from '../tell-end.ts';
import { coloursOf, line, type Terminal } from '../terminal.ts';
import { parseAt, parseCount, parsePace } from '../values.ts';

interface RunFlags extends BackendFlags {
  readonly topology?: string;
  readonly from?: string;
  readonly to?: string;
  readonly only?: string;
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
  addBackendOptions(
    program
      .command('run')
      .description("rehearse the whole path for DIR's HEAD: build once, local, dev, UAT, approval, production")
      .argument('[dir]', 'the repository to rehearse; the shipped sample where absent')
      .option('--topology <name|file>', "the path to take; the project's own choice where absent"),
  )
    .option('--from <env>', 'go on with the run in the output folder, from this environment on again, without building')
    .option('--to <env>', 'end with this environment')
    .option(
      '--only <gate>',
      'ask this gate (smoke) or this run of it (dev/smoke) of the world that is up: no build, and the run stays as it is',
    )
    .option('--approve-as <name>', 'stand in for a person who may approve; the record says that it was simulated')
    .option('--at <time>', "where the rehearsal's calendar starts, ISO 8601", parseAt)
    .option('--pace <n>', 'how many times as fast bakes and standby pass', parsePace, 1)
    .option('--seed <n>', 'of everything that is drawn at random', parseCount, 1)
    .option('--keep', 'leave the world up')
    .option('--resume', 'go on with the run in the output folder, without building again')
    .option('--working-tree', 'take uncommitted changes, as an unnamed commit')
    .option('--out <dir>', 'where everything goes (default: .rehearsal in the project)')
    .option('--json', 'print the record')
    .addHelpText('after', '\nExample:\n  rehearse run . --approve-as "Priya Raman"\n')
    .action(async (dir: string | undefined, flags: RunFlags) => {
      const asked = toOptions(dir, flags, terminal);
      if (flags.only !== undefined) return done(await onlyOne(asked, flags.only, flags, terminal));
      const { createRehearsal } = await import('../../compose.ts');
      const { goingOn } = await import('../../compose/going-on.ts');
      // Going again from somewhere is for a world that is up, and leaves it so.
      const options = flags.from === undefined ? asked : { ...asked, ...(await goingOn(asked.out)).options };
      using progress = progressOn(terminal);
      const end = await createRehearsal({ ...options, progress }).run();
      tellEnd(end, { ...flags, keep: options.keep === true }, terminal);
      done(exitCodeOf(end.result));
    });
}

async function onlyOne(asked: Omit<RehearsalOptions, 'progress'>, gate: string, flags: RunFlags, terminal: Terminal): Promise<ExitCode> {
  const { askOnly } = await import('../../compose/ask-only.ts');
  using progress = progressOn(terminal);
  const result = await askOnly({ ...asked, progress }, gate);
  progress[Symbol.dispose]();
  if (flags.json === true) line(terminal.stdout, JSON.stringify(result, null, 2));
  if (result.kind === 'refused') {
    line(terminal.stderr, `${coloursOf(terminal).red('refused')} ${result.reason}`);
    return exitCodes.usage;
  }
  const say = flags.json === true ? terminal.stderr : terminal.stdout;
  for (const { environment, gate: name, durationMs, result: said } of result.judged) {
    line(say, `${environment}/${name} ${said.verdict} (${seconds(durationMs)}): ${said.reason}`);
  }
  if (result.judged.every(({ result: { verdict } }) => verdict === 'passed')) return exitCodes.done;
  return result.judged.some(({ result: { facts } }) => facts.missingTool !== undefined) ? exitCodes.broken : exitCodes.blocked;
}

function toOptions(dir: string | undefined, flags: RunFlags, terminal: Terminal): Omit<RehearsalOptions, 'progress'> {
  const goesOn = flags.resume === true || flags.from !== undefined || flags.only !== undefined;
  const project = projectFolder(dir, terminal, goesOn ? null : 'rehearse run .');
  const { topology, from, to, approveAs, at, pace, seed } = flags;
  return {
    project,
    ...backendOptions(flags),
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
