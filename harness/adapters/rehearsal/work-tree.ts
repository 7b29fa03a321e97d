import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, lstat, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BackendError } from '../../backends/backend.ts';
import { commandEnvironment } from '../checks/command-environment.ts';
import { runCommand } from '../checks/run-command.ts';
import type { GitSource } from '../source/source-git.ts';

export interface WorkTreeOptions {
  readonly source: GitSource;
  /** Below which work trees lie, one a commit. */
  readonly folder: string;
  readonly cacheDir: string;
  /** The project's own install command. */
  readonly install: string;
  /** A node_modules that is there already (the sample's, which is a workspace of this repository): nothing is installed. */
  readonly dependencies: string | null;
  readonly signal?: AbortSignal;
}

/** Written when an install is whole. */
const installed = '.rehearsal-installed';
const installLimitMs = 15 * 60_000;
const lockFiles = ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock'];

/** A commit's work tree with its dependencies; each is made once, when it is first asked for. */
export class WorkTrees {
  readonly #options: WorkTreeOptions;
  readonly #made = new Map<string, Promise<string>>();

  constructor(options: WorkTreeOptions) {
    this.#options = options;
  }

  async of(commit: string): Promise<string> {
    const made = this.#made.get(commit) ?? this.#make(commit);
    this.#made.set(commit, made);
    return await made;
  }

  async #make(commit: string): Promise<string> {
    const { source, dependencies } = this.#options;
    const tree = join(this.#options.folder, commit);
    await source.checkOut(commit, tree);
    const modules = join(tree, 'node_modules');
    const ready = join(modules, installed);
    if (existsSync(ready) || (await isLink(modules)) || (await source.kindsOf(commit)).has('node_modules')) return tree;
    // What a killed install left.
    await rm(modules, { recursive: true, force: true });
    if (dependencies !== null) await symlink(dependencies, modules, 'dir');
    else await this.#install(tree, modules);
    if (existsSync(modules) && !(await isLink(modules))) await writeFile(ready, '');
    return tree;
  }

  async #install(tree: string, modules: string): Promise<void> {
    const { cacheDir, install, signal } = this.#options;
    const key = await cacheKey(tree, install);
    const cached = key === null ? null : join(cacheDir, 'dependencies', key);
    if (cached !== null && existsSync(cached)) {
      await cp(cached, modules, { recursive: true, verbatimSymlinks: true });
      return;
    }
    const env = commandEnvironment(process.env, {});
    const end = await runCommand({
      command: install,
      folder: tree,
      env,
      timeoutMs: installLimitMs,
      ...(signal === undefined ? {} : { signal }),
    });
    if (end.exitCode !== 0) {
      const said = end.output.trim().split('\n').slice(-12).join('\n');
      throw new BackendError(
        `The project's install command failed (${install}):\n${said}`,
        'Run it in the project by hand; rehearsal.yaml names it under "install".',
      );
    }
    if (cached !== null && existsSync(modules)) await keep(modules, cached);
  }
}

async function isLink(path: string): Promise<boolean> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return found?.isSymbolicLink() === true;
}

/** Null without a lock file: what would be installed isn't known, so it isn't cached. */
async function cacheKey(tree: string, install: string): Promise<string | null> {
  const lock = lockFiles.map((name) => join(tree, name)).find((path) => existsSync(path));
  if (lock === undefined) return null;
  const hash = createHash('sha256').update(install).update('\0').update(process.version).update(process.platform).update(process.arch);
  return hash.update(await readFile(lock)).digest('hex');
}

async function keep(modules: string, cached: string): Promise<void> {
  await mkdir(dirname(cached), { recursive: true });
  const unfinished = await mkdtemp(`${cached}.`);
  await cp(modules, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    await rename(unfinished, cached);
  } catch (error) {
    // Another run was first: what it kept is the same.
    if (!existsSync(cached)) throw error;
    await rm(unfinished, { recursive: true, force: true });
  }
}
