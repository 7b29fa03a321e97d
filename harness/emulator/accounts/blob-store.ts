import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BlobStore } from './state.ts';

/** Blobs as files `<directory>/<first two hex digits>/<sha-256>`. A file with its final name is always whole: written beside, then renamed. */
export function openBlobStore(directory: string): BlobStore {
  const folders = new Set<string>();
  const written = new Set<string>();

  function path(sha256Hex: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256Hex)) throw new Error(`${JSON.stringify(sha256Hex)} is no sha-256 in hex, so no blob has that name.`);
    return join(directory, sha256Hex.slice(0, 2), sha256Hex);
  }

  function put(bytes: Uint8Array): string {
    const digest = createHash('sha256').update(bytes).digest('hex');
    if (written.has(digest)) return digest;
    const target = path(digest);
    if (!existsSync(target)) {
      const folder = join(directory, digest.slice(0, 2));
      if (!folders.has(folder)) {
        mkdirSync(folder, { recursive: true });
        folders.add(folder);
      }
      const beside = join(folder, `.${randomUUID()}`);
      writeFileSync(beside, bytes);
      renameSync(beside, target);
    }
    if (written.size < maxRemembered) written.add(digest);
    return digest;
  }

  return { put, path, get: (sha256Hex) => readFileSync(path(sha256Hex)) };
}

/** Digests known to be on disk, kept so that the same bytes again cost no system call. */
const maxRemembered = 50_000;
