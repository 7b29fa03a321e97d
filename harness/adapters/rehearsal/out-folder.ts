import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endFormerEmulator, readKeptWorld } from '../../backends/stop-kept.ts';
import { emptyCluster, removeCluster } from '../../postgres/index.ts';
import { stopKeptWorld } from '../endpoint/stop-kept-world.ts';
import { lockFile, lockFolder } from './folder-lock.ts';

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

/** The folder can't be a rehearsal's: somebody has to name another one. */
export class OutFolderError extends Error {
  readonly folder: string;
  readonly problem: string;

  constructor(folder: string, problem: string) {
    super(`${folder} ${problem}: choose another folder with --out.`);
    this.name = 'OutFolderError';
    this.folder = folder;
    this.problem = problem;
  }
}

export interface ClaimOptions {
  readonly resume: boolean;
  readonly cacheDir: string;
  /** Hears what an earlier run made elsewhere, and what of it stays there. */
  readonly note?: (text: string) => void;
}

/**
 * Makes the folder this run's: alone in it, and for a new run without what an earlier one left. Throws BackendError where another run is at
 * work in it, OutFolderError where it holds things that are not a rehearsal's.
 */
export async function claimOutFolder(out: string, options: ClaimOptions): Promise<Disposable> {
  const stateDir = join(out, 'state');
  await mkdir(out, { recursive: true });
  const present = (await readdir(out)).filter((name) => !name.startsWith('.'));
  // A folder of somebody else's may well have a docs or a state in it: only what a run has marked is ever cleared.
  const isRuns = existsSync(join(out, lockFile)) || existsSync(join(stateDir, 'run.json'));
  if (present.length > 0 && !isRuns) throw new OutFolderError(out, `holds ${present.slice(0, 3).join(', ')}, which is no rehearsal's`);
  using claim = new DisposableStack();
  claim.use(lockFolder(out));
  const world = join(stateDir, 'world');
  // Containers keep nothing over their end, and what was made at an endpoint is there: a run that is resumed goes on with it.
  const adopted = options.resume && ['containers', 'endpoint'].includes((await readKeptWorld(world))?.kind ?? '');
  if (!adopted) await stopKeptWorld(world, options.cacheDir, options.note);
  // One that was to stay up, of a run that was killed before it had written down that it is: nobody else would ever find it.
  await endFormerEmulator(join(world, 'emulator'));
  if (!options.resume) await clear(out, present);
  await mkdir(stateDir, { recursive: true });
  await writeFile(join(out, '.gitignore'), '*\n');
  return claim.move();
}

function isGoing(name: string): boolean {
  return /^\..+\.going$/.test(name);
}

async function clear(out: string, present: readonly string[]): Promise<void> {
  for (const cluster of await clustersIn(out)) await removeCluster(cluster);
  // Left by a run that was killed right here.
  for (const name of await readdir(out)) if (isGoing(name)) await rm(join(out, name), { recursive: true, force: true });
  for (const name of present.filter((one) => ours.includes(one))) {
    const going = join(out, `.${name}.going`);
    await rm(going, { recursive: true, force: true });
    await rename(join(out, name), going);
    await rm(going, { recursive: true, force: true });
  }
}

/** A cluster's files may lie elsewhere, where postgres's user can reach them. */
async function clustersIn(out: string): Promise<readonly string[]> {
  const folders = ['state/world/postgres', 'state/came-up/state/world/postgres', 'state/mirror']
    .map((folder) => join(out, folder))
    .filter((one) => existsSync(one));
  const names = await Promise.all(folders.map(async (folder) => (await readdir(folder)).map((name) => ({ folder, name }))));
  return names.flat().flatMap(({ folder, name }) => (name.includes('.') ? [] : [join(folder, name)]));
}

/** Gives back most of the space of a run that is down and over, before it is removed with others: see `emptyCluster`. Nothing there is fine. */
export async function emptyRun(out: string): Promise<void> {
  for (const cluster of await clustersIn(out)) await emptyCluster(cluster);
}

/** Removes a run that is down, whole: its clusters too, which may lie elsewhere. Nothing there is fine. */
export async function removeRun(out: string): Promise<void> {
  if (!existsSync(out)) return;
  await clear(out, await readdir(out));
  await rm(out, { recursive: true, force: true });
}
