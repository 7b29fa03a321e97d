import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Zippable, zipSync } from 'fflate';

/** The first instant that a zip's clock knows. Local parts, because that is what a zip holds: the same bytes in every time zone. */
function zipEpoch(): Date {
  return new Date(1980, 0, 1);
}

const regularFile = 0o100644 << 16;
const unix = 3;

/** The same entries, the same bytes: sorted names, one time, one mode, one compression. */
export function reproducibleZip(entries: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const sorted = Object.keys(entries).sort();
  const files: Zippable = Object.fromEntries(
    sorted.map((name) => [name, [entries[name] ?? new Uint8Array(), { mtime: zipEpoch(), attrs: regularFile, os: unix, level: 9 }]]),
  );
  return zipSync(files);
}

/** Every file below a folder, by its path with forward slashes. */
export async function filesBelow(folder: string): Promise<Readonly<Record<string, Uint8Array>>> {
  const found: Record<string, Uint8Array> = {};
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of names) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    found[path.slice(folder.length + 1).replaceAll('\\', '/')] = await readFile(path);
  }
  return found;
}
