import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BackendError } from '../../backends/backend.ts';
import { readKeptWorld, stopKeptWorld } from '../../backends/stop-kept.ts';
import { removeCluster } from '../../postgres/index.ts';

/** What a rehearsal writes into its output folder, and nothing else is ever removed. */
const ours = [
  'rehearsal.json',
  'report',
  'junit.xml',
  'summary.md',
  'evidence',
  'logs',
  'artefacts',
  'artefacts.unfinished',
  'k6',
  'docs',
  'state',
];

/**
 * Makes the folder this run's: alone in it, and for a new run without what an earlier one left. Throws BackendError where another run is at
 * work in it, Error where it holds things that are not a rehearsal's.
 */
export async function claimOutFolder(
  out: string,
  options: { readonly resume: boolean; readonly cacheDir: string },
): Promise<AsyncDisposable> {
  const stateDir = join(out, 'state');
  const claim = join(stateDir, 'running.pid');
  await mkdir(out, { recursive: true });
  await refuseOther(claim, out);
  const present = (await readdir(out)).filter((name) => !name.startsWith('.'));
  const foreign = present.filter((name) => !ours.includes(name));
  if (foreign.length > 0 && !existsSync(stateDir))
    throw new Error(`${out} holds ${foreign.slice(0, 3).join(', ')}, which is no rehearsal's: choose another folder with --out.`);
  const world = join(stateDir, 'world');
  // Containers keep nothing over their end: a run that is resumed goes on with those that are up.
  const adopted = options.resume && (await readKeptWorld(world))?.kind === 'containers';
  if (!adopted) await stopKeptWorld(world, options.cacheDir);
  if (!options.resume) await clear(out, present);
  await mkdir(stateDir, { recursive: true });
  await writeFile(join(out, '.gitignore'), '*\n');
  await writeFile(claim, String(process.pid));
  return { [Symbol.asyncDispose]: () => rm(claim, { force: true }) };
}

async function refuseOther(claim: string, out: string): Promise<void> {
  if (!existsSync(claim)) return;
  const pid = Number(await readFile(claim, 'utf8'));
  if (pid !== process.pid && isAlive(pid))
    throw new BackendError(`Another rehearsal (process ${pid}) is at work in ${out}.`, 'Wait for it, or choose another folder with --out.');
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function clear(out: string, present: readonly string[]): Promise<void> {
  const clusters = join(out, 'state', 'world', 'postgres');
  if (existsSync(clusters)) for (const name of await readdir(clusters)) if (!name.includes('.')) await removeCluster(join(clusters, name));
  for (const name of present.filter((one) => ours.includes(one))) {
    const going = join(out, `.${name}.going`);
    await rm(going, { recursive: true, force: true });
    await rename(join(out, name), going);
    await rm(going, { recursive: true, force: true });
  }
}

/** Removes a run that is down, whole: its clusters too, which may lie elsewhere. Nothing there is fine. */
export async function removeRun(out: string): Promise<void> {
  if (!existsSync(out)) return;
  await clear(out, await readdir(out));
  await rm(out, { recursive: true, force: true });
}
