import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

/** What can be killed of a run. */
export type Part = 'harness' | 'emulator' | 'postgres' | 'k6';

export interface FoundProcess {
  readonly pid: number;
  readonly args: readonly string[];
}

/** Processes that name the folder in their arguments or work below it: all of a run's, as long as nothing else does. Linux only. */
export function processesIn(folder: string): readonly FoundProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => {
      const found = look(Number(name));
      return found !== null && (found.args.some((arg) => arg.includes(folder)) || found.cwd.startsWith(folder)) ? [found] : [];
    });
}

/** Null where it has gone; a zombie has no arguments and works nowhere. */
function look(pid: number): (FoundProcess & { readonly cwd: string }) | null {
  try {
    const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
    return args.length === 0 ? null : { pid, args, cwd: readlinkSync(`/proc/${pid}/cwd`) };
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

const isPart: Readonly<Record<Exclude<Part, 'harness'>, (args: readonly string[]) => boolean>> = {
  emulator: (args) => args.some((arg) => arg.endsWith('emulator/main.ts')),
  postgres: ([program = '', option]) => basename(program) === 'postgres' && option === '-D',
  k6: ([program = '', verb]) => basename(program).startsWith('k6') && verb === 'run',
};

export function partsIn(folder: string, part: Exclude<Part, 'harness'>): readonly FoundProcess[] {
  return processesIn(folder).filter(({ args }) => isPart[part](args));
}
