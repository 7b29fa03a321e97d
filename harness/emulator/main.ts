import { serveControl } from './http/control.ts';
import { DataDirectoryInUseError, PortInUseError, startEmulator } from './index.ts';
import type { ProcessOptions, ReadyLine, RefusalLine } from './process-protocol.ts';
import { watchParent } from './watch-parent.ts';

const endingLimitMs = 9_000;

/** The emulator as a process of its own: options in argv, one line of JSON on stdout when it listens or why it doesn't. */
async function main(argument: string | undefined): Promise<void> {
  const { lifetime, ...options } = JSON.parse(argument ?? '') as ProcessOptions;
  const emulator = await startEmulator({ ...options, log: process.stderr });
  const control = await serveControl(emulator, (error) => process.stderr.write(`${String(error)}\n`));
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    // What is under way may hang on something that is gone; a later start takes it up as after a kill.
    setTimeout(() => process.exit(1), endingLimitMs).unref();
    Promise.all([control[Symbol.asyncDispose](), emulator[Symbol.asyncDispose]()]).then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.once('SIGTERM', stop);
  // A terminal's Ctrl-C reaches the whole process group: a parent that owns this process decides, and tells.
  process.once('SIGINT', stop);
  if (lifetime === 'parent') watchParent(process.stdin, stop);
  const { endpoint, port, rootKeys, network } = emulator;
  const { url, token } = control;
  say({ kind: 'ready', endpoint, port, pid: process.pid, rootKeys, network, control: { url, token } });
}

function say(line: ReadyLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function refusalOf(error: unknown): RefusalLine {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof PortInUseError) return { kind: 'refused', code: 'PORT_IN_USE', message };
  if (error instanceof DataDirectoryInUseError) return { kind: 'refused', code: 'DATA_DIRECTORY_IN_USE', message };
  return { kind: 'refused', code: 'FAILED', message };
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}

try {
  await main(process.argv[2]);
} catch (error) {
  const refusal = refusalOf(error);
  if (refusal.code === 'FAILED') process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  // What had been started before the fault must not keep this process: whoever asked for it waits for its end.
  process.stdout.write(`${JSON.stringify(refusal)}\n`, () => process.exit(1));
}
