import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { k6Image, K6MissingError, type K6Program, k6Version } from './k6-program.ts';

const run = promisify(execFile);

export interface K6Search {
  readonly cacheDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether the image is here, without a pull. An argument so that a search can be told apart from an engine. */
  readonly hasImage?: (image: string) => Promise<boolean>;
}

export function cachedK6(cacheDir: string): string {
  return join(cacheDir, 'k6', `k6-${k6Version}`);
}

/** K6_BIN, then PATH, then our cache, then the image of a container engine; null where there is none. A K6_BIN that is no program is an error. */
export async function findK6(search: K6Search): Promise<K6Program | null> {
  const named = search.env['K6_BIN'];
  if (named !== undefined && named !== '') {
    if (await isProgram(named)) return { kind: 'binary', path: named, from: 'K6_BIN' };
    throw new K6MissingError(`K6_BIN names ${named}, which can't be run.`);
  }
  for (const folder of (search.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, 'k6');
    if (folder !== '' && (await isProgram(path))) return { kind: 'binary', path, from: 'PATH' };
  }
  const cached = cachedK6(search.cacheDir);
  if (await isProgram(cached)) return { kind: 'binary', path: cached, from: 'cache' };
  return (await (search.hasImage ?? hasLocalImage)(k6Image)) ? { kind: 'image', image: k6Image } : null;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

async function hasLocalImage(image: string): Promise<boolean> {
  try {
    await run('docker', ['image', 'inspect', '--format', '{{.Id}}', image], { timeout: 5_000 });
    return true;
  } catch (error) {
    // No docker, no engine or no such image: each means that k6 is not to be had this way.
    if (error instanceof Error) return false;
    throw error;
  }
}
