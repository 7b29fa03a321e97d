import { readdirSync, readFileSync } from 'node:fs';

/** Resident memory in bytes. Pages that processes share (Node's program, Postgres' buffers) are counted in each of them. */
export interface Memory {
  readonly harness: number;
  readonly emulator: number;
  /** The two, Postgres, functions and the project's commands. */
  readonly everything: number;
}

/** Processor time in ms, of the process alone. */
export interface Processor {
  readonly harness: number;
  readonly emulator: number;
}

const pageBytes = 4096;
/** USER_HZ, in which /proc counts: 100 a second on every Linux that Node runs on. */
const tickMs = 10;
const nothing: Memory = { harness: 0, emulator: 0, everything: 0 };

/** Looks at a process and all that it started, and keeps the most memory that was seen at once. Linux alone says so; elsewhere all stays 0. */
export class ProcessTree {
  readonly #root: number;
  /** Seen below the root once: a process whose parent has ended is still its. */
  readonly #known = new Set<number>();
  #peak = nothing;
  #processor: Processor = { harness: 0, emulator: 0 };

  constructor(root: number) {
    this.#root = root;
    this.#known.add(root);
  }

  get peak(): Memory {
    return this.#peak;
  }

  /** As far as it was when last looked at. */
  get processor(): Processor {
    return this.#processor;
  }

  look(): void {
    if (process.platform !== 'linux') return;
    let { harness, emulator, everything } = nothing;
    for (const pid of this.#alive()) {
      const bytes = Number(read(pid, 'statm').split(' ')[1] ?? 0) * pageBytes;
      everything += bytes;
      if (pid === this.#root) {
        harness = bytes;
        this.#processor = { ...this.#processor, harness: Math.max(this.#processor.harness, processorMs(pid)) };
      } else if (/emulator\/main\.ts/.test(read(pid, 'cmdline'))) {
        emulator = bytes;
        this.#processor = { ...this.#processor, emulator: Math.max(this.#processor.emulator, processorMs(pid)) };
      }
    }
    const { harness: most, emulator: mostOfEmulator, everything: mostOfAll } = this.#peak;
    this.#peak = {
      harness: Math.max(most, harness),
      emulator: Math.max(mostOfEmulator, emulator),
      everything: Math.max(mostOfAll, everything),
    };
  }

  #alive(): readonly number[] {
    const parents = new Map(processes().map((pid) => [pid, parentOf(pid)]));
    const isOurs = (pid: number): boolean => {
      if (this.#known.has(pid)) return true;
      const parent = parents.get(pid);
      if (parent === undefined || !isOurs(parent)) return false;
      this.#known.add(pid);
      return true;
    };
    return [...parents.keys()].filter(isOurs);
  }
}

function processes(): readonly number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0);
}

function parentOf(pid: number): number {
  return Number(fieldsOf(pid)[1] ?? 0);
}

function processorMs(pid: number): number {
  const fields = fieldsOf(pid);
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * tickMs;
}

/** What stands in stat behind the name, which is in brackets and may hold blanks. */
function fieldsOf(pid: number): readonly string[] {
  return read(pid, 'stat')
    .replace(/^.*\) /s, '')
    .split(' ');
}

/** Empty where it has ended meanwhile. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return '';
    throw error;
  }
}
