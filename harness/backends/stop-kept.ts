import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { endExternals } from '../externals/index.ts';
import { stopClusters } from './clusters.ts';
import { connectEngine } from './containers/engine.ts';
import { removeOrWarn } from './containers/remove-world.ts';
import type { KeptEnvironment } from './kept-environment.ts';
import type { ContainersWorldFile } from './containers/world-file.ts';
import type { EndpointWorldFile } from './endpoint/endpoint-file.ts';
import type { Lease } from './endpoint/tenancy.ts';

const run = promisify(execFile);
const patienceMs = 15_000;

export type { KeptEnvironment } from './kept-environment.ts';

/** What `world.json` says of a world that was left up. */
export type KeptWorld = KeptEmbedded | ContainersWorldFile | EndpointWorldFile;

interface KeptEmbedded {
  readonly kind: 'embedded';
  readonly lifetime: 'parent' | 'detached';
  readonly tooling: { readonly account: string; readonly region: string };
  readonly environments: readonly KeptEnvironment[];
  readonly emulator: {
    readonly pid: number;
    readonly endpoint: string;
    readonly rootKeys: Readonly<Record<string, { readonly accessKeyId: string; readonly secretAccessKey: string }>>;
  };
  readonly postgres: readonly { readonly name: string; readonly port: number }[];
}

/** Null where no world was ever up in this folder. */
export async function readKeptWorld(dataDir: string): Promise<KeptWorld | null> {
  const path = join(dataDir, 'world.json');
  return existsSync(path) ? (JSON.parse(await readFile(path, 'utf8')) as KeptWorld) : null;
}

export interface StopKept {
  /** Takes away what a world made at an endpoint. */
  readonly leave: (lease: Lease) => Promise<readonly string[]>;
  /** For people: what stays there. */
  readonly note: (text: string) => void;
}

/**
 * Ends a world that was left up (`--keep`). An embedded one's data stays; of containers nothing does, nor of what was made at an endpoint, and
 * what a run that was killed left there goes too. Does nothing where it is down.
 */
export async function stopKeptWorld(dataDir: string, cacheDir: string, how: StopKept): Promise<boolean> {
  await endExternals(join(dataDir, 'externals.json'));
  const kept = await readKeptWorld(dataDir);
  if (kept?.kind === 'containers') return await stopContainers(dataDir, kept);
  if (kept?.kind === 'endpoint') return await leaveEndpoint(dataDir, cacheDir, kept, how);
  if (kept?.lifetime !== 'detached') return false;
  await stopEmulator(kept.emulator.pid, join(dataDir, 'emulator'));
  await stopClusters(dataDir, cacheDir, kept.postgres);
  await rm(join(dataDir, 'world.json'), { force: true });
  return true;
}

async function stopContainers(dataDir: string, { id, lifetime, state }: ContainersWorldFile): Promise<boolean> {
  if (state === 'ended') return false;
  await removeOrWarn(await connectEngine(), id);
  await rm(join(dataDir, 'world.json'), { force: true });
  return lifetime === 'detached';
}

async function leaveEndpoint(
  dataDir: string,
  cacheDir: string,
  { lease, lifetime, postgres, state }: EndpointWorldFile,
  { leave, note }: StopKept,
): Promise<boolean> {
  if (state === 'ended') return false;
  for (const left of await leave(lease)) note(`Left at ${lease.endpoint}: ${left}`);
  if (lifetime === 'detached') await stopClusters(dataDir, cacheDir, postgres);
  await rm(join(dataDir, 'world.json'), { force: true });
  return lifetime === 'detached';
}

/** Ends the emulator that a run which was killed has left at work in `dataDir`, if it has not gone by itself meanwhile. */
export async function endFormerEmulator(dataDir: string): Promise<void> {
  const file = join(dataDir, 'emulator.pid');
  if (existsSync(file)) await stopEmulator(Number(await readFile(file, 'utf8')), dataDir);
}

async function stopEmulator(pid: number, dataDir: string): Promise<void> {
  if (!(await isEmulator(pid, dataDir))) return;
  tell(pid, 'SIGTERM');
  for (const end = performance.now() + patienceMs; performance.now() < end; await pause(25)) if (!(await isEmulator(pid, dataDir))) return;
  tell(pid, 'SIGKILL');
}

function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It went by itself meanwhile.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** A process number may be somebody else's by now, also another run's emulator's. */
async function isEmulator(pid: number, dataDir: string): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    const { stdout } = await run('ps', ['-ww', '-p', String(pid), '-o', 'args=']);
    return stdout.includes('emulator/main.ts') && stdout.includes(JSON.stringify(dataDir));
  } catch (error) {
    // ps says with its exit code that there is no such process.
    if (error instanceof Error && 'code' in error && error.code === 1) return false;
    throw error;
  }
}
