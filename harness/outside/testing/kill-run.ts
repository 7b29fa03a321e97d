import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { StepFinished } from '../../../src/model/evidence.ts';
import { type CommandEnd, happeningsIn, leftovers, startRun } from './command-run.ts';
import type { RehearsedProject } from './rehearsed-project.ts';
import { type Part, partsIn } from './run-processes.ts';

export const parts: readonly Part[] = ['harness', 'emulator', 'postgres', 'k6'];

/** A machine that is busy with other tests can't hold a load's rate: such a run is asked again. */
const machineTooBusy = /could not keep up|k6 dropped|samples, \d+ are needed/;
const cleanWithinMs = 15_000;

export interface Killed {
  readonly part: Part;
  /** What a run that lost this part must not have done; null where all is well. */
  readonly fault: string | null;
}

/**
 * Goes on from where the former run was killed, and kills a part when `moment` has come: the harness where the part isn't there (k6 is up only
 * now and then). Null where the run ended before.
 */
export async function runAndKill(project: RehearsedProject, part: Part, draw: number, moment: () => boolean): Promise<Killed | null> {
  const run = await runUntilKilled(project, part, draw, moment);
  if (run.kind === 'killed') return run;
  const { code, stderr } = run.end;
  if (code === 0 || machineTooBusy.test(stderr)) return null;
  return { part, fault: `it ended with ${code} before anything was killed:\n${stderr}` };
}

export type KilledOrEnded = ({ readonly kind: 'killed' } & Killed) | { readonly kind: 'ended'; readonly end: CommandEnd };

/** The same, with how the run ended where it did so before; whether that is well is the caller's to say. */
export async function runUntilKilled(project: RehearsedProject, part: Part, draw: number, moment: () => boolean): Promise<KilledOrEnded> {
  const run = startRun(project, existsSync(join(project.out, 'state/run.json')) ? ['--resume'] : []);
  if ((await run.until(moment)) === 'ended') return { kind: 'ended', end: await run.ended };
  const killed = kill(project, part, draw) ? part : 'harness';
  if (killed === 'harness') run.child.kill('SIGKILL');
  const end = await run.ended;
  const left = await leftovers(project, cleanWithinMs);
  const fault = left.length > 0 ? `these processes are left:\n${left.join('\n')}` : wrongEnd(killed, end);
  return { kind: 'killed', part: killed, fault };
}

/** False where there is no such process, or it is the harness. */
function kill({ scratch }: RehearsedProject, part: Part, draw: number): boolean {
  if (part === 'harness') return false;
  const found = partsIn(scratch, part);
  const victim = found[Math.floor(draw * found.length)];
  if (victim !== undefined) process.kill(victim.pid, 'SIGKILL');
  return victim !== undefined;
}

const named: Readonly<Record<'emulator' | 'postgres', RegExp>> = {
  emulator: /The emulator ended by itself|The emulator's process ended before it listened/,
  postgres: /Postgres of \w+ ended by itself|PostgreSQL/,
};

/** A run that was at its end already when it lost a part may have ended well. */
function wrongEnd(part: Part, { code, signal, stderr }: CommandEnd): string | null {
  if (code === 0) return null;
  const isRight =
    part === 'harness'
      ? signal === 'SIGKILL'
      : part === 'k6'
        ? code === 1
        : code === 3 && named[part].test(stderr) && !/\n {4}at /.test(stderr);
  return isRight ? null : `it ended with ${code ?? signal ?? 'nothing'}:\n${stderr}`;
}

/** Resumes, and again where the machine was too busy for the load. */
export async function goOnToTheEnd(project: RehearsedProject): Promise<CommandEnd> {
  for (let attempt = 1; ; attempt += 1) {
    const end = await startRun(project, ['--resume']).ended;
    if (end.code === 0 || attempt === 5 || !machineTooBusy.test(end.stderr)) return end;
  }
}

export function stepsIn(project: Pick<RehearsedProject, 'out'>): readonly StepFinished[] {
  return happeningsIn(project).filter((happening) => happening.kind === 'step-finished');
}

export function isReleased(project: RehearsedProject): boolean {
  const last = happeningsIn(project).at(-1);
  return last?.kind === 'run-finished' && last.outcome === 'released';
}
