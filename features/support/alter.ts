import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Ways to change a folder of evidence, each the least that it takes. */
export async function changeByte(folder: string, path: string): Promise<void> {
  const bytes = await readFile(join(folder, path));
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  await writeFile(join(folder, path), bytes);
}

export async function changeFirstIn(folder: string, path: string): Promise<void> {
  const [first] = (await readdir(join(folder, path))).sort();
  if (first === undefined) throw new Error(`${path} is empty`);
  await changeByte(folder, join(path, first));
}

export async function dropLastLine(folder: string, path: string): Promise<void> {
  await changeLines(folder, path, (lines) => lines.slice(0, -1));
}

export async function swapLines(folder: string, path: string, one: number, other: number): Promise<void> {
  await changeLines(folder, path, (lines) => lines.with(one, lines[other] ?? '').with(other, lines[one] ?? ''));
}

async function changeLines(folder: string, path: string, change: (lines: readonly string[]) => readonly string[]): Promise<void> {
  const lines = (await readFile(join(folder, path), 'utf8')).split('\n').filter((line) => line !== '');
  await writeFile(join(folder, path), `${change(lines).join('\n')}\n`);
}
