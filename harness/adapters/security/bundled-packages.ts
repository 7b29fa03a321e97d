import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackageVersion } from './osv.ts';

/** The packages that a build's inputs came from (`node_modules/@aws-sdk/core/…` -> @aws-sdk/core), with the versions that are installed. */
export async function bundledPackages(root: string, inputs: readonly string[]): Promise<readonly PackageVersion[]> {
  const folders = new Set(
    inputs.flatMap((path) => {
      const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
      return folder === undefined ? [] : [folder];
    }),
  );
  const found = await Promise.all([...folders].sort().map((folder) => readPackage(join(root, folder, 'package.json'))));
  return found.filter((one) => one !== null);
}

async function readPackage(path: string): Promise<PackageVersion | null> {
  if (!existsSync(path)) return null;
  const { name, version } = JSON.parse(await readFile(path, 'utf8')) as { name?: string; version?: string };
  return name === undefined || version === undefined ? null : { name, version };
}
