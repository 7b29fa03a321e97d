import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeptEnvironment } from '../kept-environment.ts';
import type { Lease } from './tenancy.ts';

/** `world.json` of a world at an endpoint: what it made there is found by it, whatever became of the run. */
export interface EndpointWorldFile {
  readonly kind: 'endpoint';
  /** `up`: somebody works with it, or was killed doing so. `kept`: left up on purpose. `ended`: nothing of it is there any more. */
  readonly state: 'up' | 'kept' | 'ended';
  readonly lifetime: 'parent' | 'detached';
  readonly tooling: { readonly account: string; readonly region: string };
  readonly environments: readonly KeptEnvironment[];
  readonly lease: Lease;
  readonly postgres: readonly { readonly name: string; readonly port: number }[];
}

/** Null where there is none, or one of another backend. */
export async function readEndpointFile(dataDir: string): Promise<EndpointWorldFile | null> {
  const path = join(dataDir, 'world.json');
  if (!existsSync(path)) return null;
  const read = JSON.parse(await readFile(path, 'utf8')) as EndpointWorldFile | { readonly kind: 'embedded' | 'containers' };
  return read.kind === 'endpoint' ? read : null;
}

export async function writeEndpointFile(dataDir: string, file: EndpointWorldFile): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const path = join(dataDir, 'world.json');
  await writeFile(`${path}.unfinished`, JSON.stringify(file, null, 2), { mode: 0o600 });
  await rename(`${path}.unfinished`, path);
}
