import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { forkCluster } from '../../postgres/index.ts';
import { git } from '../source/git.ts';

/** What a copy makes anew or does without: clusters are forked, work trees are tied to their clone, the claim is the former run's. */
const notCopied = new Set([
  'state/world/postgres',
  'state/world/world.json',
  'state/mirror',
  'state/trees',
  '.running',
  '.running-process',
  'k6',
]);

/**
 * Copies a run that is down, with its world, so that another can go on from the same point. Both have the same ports: one at a time is up.
 * `target` must not exist.
 */
export async function forkRun(from: string, target: string): Promise<void> {
  if (existsSync(target)) throw new Error(`${target} exists already`);
  await cp(from, target, { recursive: true, verbatimSymlinks: true, filter: (path) => !notCopied.has(path.slice(from.length + 1)) });
  await forkClusters(join(from, 'state/world'), join(target, 'state/world'));
  const clone = join(target, 'state/repository.git');
  if (existsSync(clone)) await git(clone, ['worktree', 'prune', '--expire', 'now']);
}

/** Copies a world that is down, and nothing of the run that it was made for. */
export async function forkWorld(fromOut: string, targetOut: string): Promise<void> {
  const [from, target] = [join(fromOut, 'state/world'), join(targetOut, 'state/world')];
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  await cp(join(from, 'emulator'), join(target, 'emulator'), { recursive: true });
  // The baseline's functions were given these addresses.
  if (existsSync(join(from, 'externals.json'))) await cp(join(from, 'externals.json'), join(target, 'externals.json'));
  await forkClusters(from, target);
}

async function forkClusters(from: string, target: string): Promise<void> {
  const clusters = join(from, 'postgres');
  if (!existsSync(clusters)) return;
  await mkdir(join(target, 'postgres'), { recursive: true });
  const names = (await readdir(clusters)).filter((name) => !name.includes('.'));
  await Promise.all(names.map((name) => forkCluster(join(clusters, name), join(target, 'postgres', name))));
}
