import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeptEnvironment } from '../kept-environment.ts';
import type { Owner } from './owner.ts';

/** `world.json` of a containers world. Passwords are in it: readable by its owner only. */
export interface ContainersWorldFile {
  readonly kind: 'containers';
  /** `starting`: nothing of it was ever used. `up`: its owner works with it. `kept`: left up on purpose. `ended`: removed. */
  readonly state: 'starting' | 'up' | 'kept' | 'ended';
  readonly id: string;
  readonly owner: Owner;
  readonly lifetime: 'parent' | 'detached';
  readonly tooling: { readonly account: string; readonly region: string };
  readonly environments: readonly KeptEnvironment[];
  /** Null while it starts. */
  readonly containers: WorldContainers | null;
}

export interface WorldContainers {
  readonly emulators: readonly EmulatorContainer[];
  readonly postgres: readonly PostgresContainer[];
}

export interface EmulatorContainer {
  /** For people: `LocalStack of uat`. */
  readonly what: string;
  /** Of its log; null where it is the world's own. */
  readonly folder: string | null;
  /** Those that it answers for. */
  readonly accounts: readonly string[];
  readonly container: string;
  readonly name: string;
  readonly network: string;
  /** On 127.0.0.1. */
  readonly port: number;
}

export interface PostgresContainer {
  /** The environment. */
  readonly name: string;
  readonly container: string;
  /** On 127.0.0.1. */
  readonly port: number;
  readonly network: string;
  /** On that network, at 5432. */
  readonly alias: string;
  readonly password: string;
}

/** Null where there is none, or one of another backend. */
export async function readWorldFile(dataDir: string): Promise<ContainersWorldFile | null> {
  const path = join(dataDir, 'world.json');
  if (!existsSync(path)) return null;
  const read = JSON.parse(await readFile(path, 'utf8')) as ContainersWorldFile | { readonly kind: 'embedded' };
  return read.kind === 'containers' ? read : null;
}

export async function writeWorldFile(dataDir: string, file: ContainersWorldFile): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const path = join(dataDir, 'world.json');
  await writeFile(`${path}.unfinished`, JSON.stringify(file, null, 2), { mode: 0o600 });
  await rename(`${path}.unfinished`, path);
}
