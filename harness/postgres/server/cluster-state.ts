import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';

/** What is kept beside a data directory, in `<dataDir>.cluster.json` (mode 0600), so that the cluster can be started or adopted again. */
export interface ClusterState {
  readonly schema: 'postgres-cluster/1';
  readonly port: number;
  readonly password: string;
  /** The password that came with the copied data, until the first start has changed it. */
  readonly formerPassword: string | null;
  /** Who started it last, and whether it was to end with that process. */
  readonly owner: { readonly pid: number; readonly lifetime: 'parent' | 'detached' } | null;
}

export function stateFile(dataDir: string): string {
  return `${dataDir}.cluster.json`;
}

export async function readState(dataDir: string): Promise<ClusterState | null> {
  const text = await readFile(stateFile(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : (JSON.parse(text) as ClusterState);
}

export async function writeState(dataDir: string, state: ClusterState): Promise<void> {
  const temporary = `${stateFile(dataDir)}.${randomUUID()}`;
  await writeFile(temporary, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  await rename(temporary, stateFile(dataDir));
}
