import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ExternalsFile } from './externals-file.ts';
import type { StandIn } from './serve.ts';

const run = promisify(execFile);

export interface RunningExternals extends AsyncDisposable {
  /** With the ports that they listen on. */
  readonly standIns: readonly StandIn[];
}

/** Why stand-ins can't be served. */
export class ExternalsStartError extends Error {}

/**
 * Serves the stand-ins in a process of its own and answers when they listen. Ports that the file knows from before are used again: the
 * functions' configuration holds them. `parent`: ends with this process, however that ends. `detached`: stays until `endExternals`.
 */
export async function startExternals(
  file: string,
  standIns: readonly Omit<StandIn, 'port'>[],
  lifetime: 'parent' | 'detached',
): Promise<RunningExternals> {
  const known = new Map(read(file)?.standIns.map((each) => [`${each.environment}/${each.name}`, each.port]));
  return await start(
    file,
    standIns.map((each) => ({ ...each, port: known.get(`${each.environment}/${each.name}`) ?? 0 })),
    lifetime,
  );
}

/** Serves what was served before, to stay. Null where there was nothing. */
export async function startExternalsAgain(file: string): Promise<RunningExternals | null> {
  const former = read(file);
  if (former === null || former.standIns.length === 0) return null;
  await endExternals(file);
  return await start(file, former.standIns, 'detached');
}

/** Ends those that were left up. Does nothing where there are none. */
export async function endExternals(file: string): Promise<void> {
  const former = read(file);
  if (former === null || former.pid === null) return;
  if (await isOurs(former.pid, file)) process.kill(former.pid, 'SIGTERM');
  write(file, { ...former, pid: null });
}

async function start(file: string, standIns: readonly StandIn[], lifetime: 'parent' | 'detached'): Promise<RunningExternals> {
  write(file, { pid: null, standIns });
  const log = openSync(`${file}.log`, 'a');
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  const child = spawn(process.execPath, [main, lifetime, file], {
    stdio: [lifetime === 'parent' ? 'pipe' : 'ignore', 'pipe', log],
    // In a group of its own: a terminal's Ctrl-C is the run's to handle.
    detached: true,
  });
  closeSync(log);
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const ports = await listening(child, file);
  const served = standIns.map((each, index) => ({ ...each, port: ports[index] ?? each.port }));
  write(file, { pid: child.pid ?? null, standIns: served });
  child.unref();
  child.stdout?.destroy();
  if (child.stdin instanceof Socket) child.stdin.unref();
  return {
    standIns: served,
    [Symbol.asyncDispose]: async () => {
      if (lifetime === 'detached') return;
      // Nothing else may be left that keeps this process alive until the other has ended.
      child.ref();
      child.kill('SIGTERM');
      await exited;
      write(file, { pid: null, standIns: served });
    },
  };
}

async function listening(child: ChildProcess, file: string): Promise<readonly number[]> {
  const first = await firstLineOf(child);
  const said = first === undefined ? {} : (JSON.parse(first) as { readonly ports?: readonly number[]; readonly refused?: string });
  if (said.ports !== undefined) return said.ports;
  throw new ExternalsStartError(`The stand-ins for other systems can't be served: ${said.refused ?? `see ${file}.log`}.`);
}

async function firstLineOf(child: ChildProcess): Promise<string | undefined> {
  if (child.stdout === null) return undefined;
  for await (const line of createInterface({ input: child.stdout })) return line;
  return undefined;
}

/** A process number may be somebody else's by now. */
async function isOurs(pid: number, file: string): Promise<boolean> {
  try {
    const { stdout } = await run('ps', ['-ww', '-p', String(pid), '-o', 'args=']);
    return stdout.includes('externals/main.ts') && stdout.includes(file);
  } catch (error) {
    // ps says with its exit code that there is no such process.
    if (error instanceof Error && 'code' in error && error.code === 1) return false;
    throw error;
  }
}

function read(file: string): ExternalsFile | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ExternalsFile) : null;
}

function write(file: string, content: ExternalsFile): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.unfinished`, JSON.stringify(content, null, 2), { mode: 0o600 });
  renameSync(`${file}.unfinished`, file);
}
