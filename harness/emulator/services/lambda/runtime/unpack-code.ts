import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

/** Lambda's limit for a function's code, unpacked. */
export const maxUnzippedBytes = 262_144_000;

/** Why Lambda would refuse these bytes as a function's code; undefined where it takes them. Reads the directory only. */
export function zipProblem(zip: Uint8Array): string | undefined {
  let unzipped = 0;
  let files = 0;
  try {
    unzipSync(zip, {
      filter(file) {
        unzipped += file.originalSize;
        if (!file.name.endsWith('/')) files += 1;
        if (escapes(file.name)) throw new Error(file.name);
        return false;
      },
    });
  } catch (error) {
    if (error instanceof Error) return 'Could not unzip uploaded file. Please check your file, then try to upload again.';
    throw error;
  }
  if (files === 0) return 'Uploaded file must be a non-empty zip';
  return unzipped > maxUnzippedBytes ? `Unzipped size must be smaller than ${maxUnzippedBytes} bytes` : undefined;
}

/** Unpacks each zip once, under its content's hash. A folder with its final name is always whole: written beside, then renamed. */
export class CodeFolders {
  readonly #directory: string;
  readonly #blobPath: (sha256Hex: string) => string;
  readonly #folders = new Map<string, Promise<string>>();

  constructor(directory: string, blobPath: (sha256Hex: string) => string) {
    this.#directory = directory;
    this.#blobPath = blobPath;
  }

  folderOf(sha256Hex: string): Promise<string> {
    let folder = this.#folders.get(sha256Hex);
    if (folder === undefined) {
      folder = this.#unpack(sha256Hex);
      this.#folders.set(sha256Hex, folder);
      folder.catch(() => this.#folders.delete(sha256Hex));
    }
    return folder;
  }

  async #unpack(sha256Hex: string): Promise<string> {
    const folder = join(this.#directory, sha256Hex);
    if (existsSync(folder)) return folder;
    const beside = join(this.#directory, `.${randomUUID()}`);
    await mkdir(beside, { recursive: true });
    const made = new Set<string>([beside]);
    for (const [name, bytes] of Object.entries(unzipSync(await readFile(this.#blobPath(sha256Hex))))) {
      if (escapes(name)) throw new Error(`The zip ${sha256Hex} has an entry outside of itself: ${name}.`);
      const path = join(beside, name);
      const parent = name.endsWith('/') ? path : dirname(path);
      if (!made.has(parent)) await mkdir(parent, { recursive: true });
      made.add(parent);
      // Read-only and executable for all, whatever the zip says: /var/task is read-only on AWS, and functions of one code share this one.
      if (!name.endsWith('/')) await writeFile(path, bytes, { mode: 0o555 });
    }
    await rename(beside, folder);
    return folder;
  }
}

function escapes(name: string): boolean {
  return name.startsWith('/') || name.split(/[/\\]/).includes('..');
}
