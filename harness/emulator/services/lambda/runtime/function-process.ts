import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { fileURLToPath } from 'node:url';
import type { ProgramStart } from '../../../kernel/function-network.ts';
import type { ProcessExit } from './runtime-failures.ts';
import type { Watchdog } from './watchdog.ts';

export interface FunctionProcessOptions {
  readonly codeDirectory: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly nodeFlags: readonly string[];
  readonly watchdog: Watchdog;
  /** Starts it in the network that it belongs to. */
  readonly command: (program: string, args: readonly string[]) => ProgramStart;
  /** One line of stdout or stderr, without its line feed. */
  readonly onLine: (line: string) => void;
  /** Bytes were read: `stdoutBytes` and `stderrBytes` have grown. */
  readonly onOutput: () => void;
}

/** The real Node process of one execution environment, in a process group of its own. */
export class FunctionProcess {
  readonly exited: Promise<ProcessExit>;
  stdoutBytes = 0;
  stderrBytes = 0;
  readonly #kill: () => void;

  constructor(options: FunctionProcessOptions) {
    const { program, args } = options.command(process.execPath, [...options.nodeFlags, bootstrap]);
    const child = spawn(program, args, {
      cwd: options.codeDirectory,
      env: options.variables,
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    const { pid } = child;
    if (pid !== undefined) options.watchdog.watch(pid);
    this.#kill = () => killGroup(pid);
    child.stdin.on('error', () => undefined);
    readLines(child.stdout, options.onLine, (bytes) => {
      this.stdoutBytes += bytes;
      options.onOutput();
    });
    readLines(child.stderr, options.onLine, (bytes) => {
      this.stderrBytes += bytes;
      options.onOutput();
    });
    this.exited = new Promise((resolve) => {
      child.once('error', () => resolve({ code: null, signal: 'SIGKILL' }));
      // `close` comes after the last line was read, but never where a grandchild holds the pipe open: so it dies first.
      child.once('exit', (code, signal) => {
        this.#kill();
        if (pid !== undefined) options.watchdog.forget(pid);
        child.once('close', () => resolve({ code, signal }));
      });
    });
  }

  /** At once and with everything that it has started. */
  kill(): void {
    this.#kill();
  }
}

const bootstrap = fileURLToPath(new URL('./bootstrap/bootstrap.mjs', import.meta.url));

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // Nobody is left in the group.
    if (!(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM'))) throw error;
  }
}

/** A carriage return inside a line is a line feed of the function's own message (see bootstrap/console.mjs). */
function readLines(stream: Readable, onLine: (line: string) => void, onBytes: (bytes: number) => void): void {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const take = (text: string): void => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line.replaceAll('\r', '\n'));
  };
  stream.on('data', (chunk: Buffer) => {
    take(decoder.write(chunk));
    onBytes(chunk.length);
  });
  stream.on('end', () => {
    take(decoder.end());
    if (rest !== '') onLine(rest.replaceAll('\r', '\n'));
    rest = '';
  });
}
