import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { controlClient } from './control-client.ts';
import type { EmulatorControl } from './control-client.ts';
import { firstLine } from './first-line.ts';
import type { NetworkKind, RootKey } from './index.ts';
import type { ProcessOptions, ReadyLine, RefusalLine } from './process-protocol.ts';

export type { EmulatorControl } from './control-client.ts';
export type { PortShare } from './listen-in-range.ts';
export type { ProcessOptions } from './process-protocol.ts';

export interface EmulatorProcess extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  readonly port: number;
  readonly pid: number;
  readonly rootKeys: Readonly<Record<string, RootKey>>;
  readonly control: EmulatorControl;
  /** Where `control` asks; without its token nothing is planted there. */
  readonly controlUrl: string;
  /** The network that functions are in: `shared` also where this machine can't do better. */
  readonly network: NetworkKind;
  /** Where the process writes what it did not foresee. */
  readonly logPath: string;
  /** Resolves when the process has ended, asked or not. */
  readonly exited: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** Why the emulator's process did not start. */
export class EmulatorStartError extends Error {
  readonly code: RefusalLine['code'];

  constructor(code: RefusalLine['code'], message: string) {
    super(message);
    this.name = 'EmulatorStartError';
    this.code = code;
  }
}

/**
 * Starts the emulator in a process of its own and answers when it listens. Its log is `<dataDir>/emulator.log`.
 * @throws EmulatorStartError with the code PORT_IN_USE, DATA_DIRECTORY_IN_USE or FAILED.
 */
export async function startEmulatorProcess(options: ProcessOptions): Promise<EmulatorProcess> {
  mkdirSync(options.dataDir, { recursive: true });
  const logPath = join(options.dataDir, 'emulator.log');
  const child = spawnEmulator(options, logPath);
  const exited = new Promise<Awaited<EmulatorProcess['exited']>>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const line = child.stdout === null ? undefined : await firstLine(child.stdout, child);
  if (line === undefined) {
    child.kill('SIGKILL');
    throw new EmulatorStartError('FAILED', `The emulator's process ended before it listened. See ${logPath}.`);
  }
  const message = JSON.parse(line) as ReadyLine | RefusalLine;
  if (message.kind === 'refused') {
    await exited;
    throw new EmulatorStartError(message.code, message.message);
  }
  release(child, options.lifetime);
  const { endpoint, port, pid, rootKeys, network } = message;
  const control = controlClient(message.control);
  return {
    endpoint,
    port,
    pid,
    rootKeys,
    network,
    control,
    controlUrl: message.control.url,
    logPath,
    exited,
    [Symbol.asyncDispose]: () => stop(child, exited),
  };
}

function spawnEmulator(options: ProcessOptions, logPath: string): ChildProcess {
  const log = openSync(logPath, 'a');
  try {
    return spawn(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url)), JSON.stringify(options)], {
      // stdin stays open as long as this process lives: that is what lifetime `parent` watches.
      stdio: [options.lifetime === 'parent' ? 'pipe' : 'ignore', 'pipe', log],
      // In a group of its own, so that a terminal's Ctrl-C does not take it down before its parent is done with it.
      detached: true,
      env: sharedCache(),
    });
  } finally {
    closeSync(log);
  }
}

/** What this process keeps of compiled code serves that one too: half of its start is reading modules. */
function sharedCache(): NodeJS.ProcessEnv {
  const kept = getCompileCacheDir();
  // Node makes a folder of its version in the one that it is given.
  return kept === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: dirname(kept) };
}

/** Lets this process end as if there were no other: with `detached` that one goes on, with `parent` it then ends too. */
function release(child: ChildProcess, lifetime: ProcessOptions['lifetime']): void {
  child.unref();
  child.stdout?.destroy();
  if (lifetime === 'parent' && child.stdin instanceof Socket) child.stdin.unref();
}

/** Asks, waits, and insists. */
async function stop(child: ChildProcess, exited: EmulatorProcess['exited']): Promise<void> {
  child.ref();
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await exited;
  clearTimeout(insist);
}

const graceMs = 10_000;
