import { spawn } from 'node:child_process';
import { git } from '../source/git.ts';

export interface Blob {
  readonly id: string;
  readonly path: string;
  readonly bytes: Buffer;
}

export interface Blobs {
  readonly read: readonly Blob[];
  /** Larger than the limit. */
  readonly leftOut: number;
}

/** Every file that `commit` or any of its ancestors holds or held, once for each content. Ids in `without` are passed over. */
export async function blobsOf(repository: string, commit: string, largestBytes: number, without: ReadonlySet<string>): Promise<Blobs> {
  const paths = new Map<string, string>();
  for (const line of (await git(repository, ['rev-list', '--objects', commit])).split('\n')) {
    const [, id, path] = /^([0-9a-f]{40,64}) (.+)$/.exec(line) ?? [];
    if (id !== undefined && path !== undefined && !without.has(id)) paths.set(id, path);
  }
  const sizes = parseHeads(await catFile(repository, '--batch-check', [...paths.keys()]));
  const blobs = sizes.filter(({ type }) => type === 'blob');
  const wanted = blobs.filter(({ bytes }) => bytes <= largestBytes);
  const contents = await catFile(
    repository,
    '--batch',
    wanted.map(({ id }) => id),
  );
  const read: Blob[] = [];
  let at = 0;
  for (const { id, bytes } of wanted) {
    const start = contents.indexOf(0x0a, at) + 1;
    read.push({ id, path: paths.get(id) ?? '?', bytes: contents.subarray(start, start + bytes) });
    // A newline follows each content.
    at = start + bytes + 1;
  }
  return { read, leftOut: blobs.length - wanted.length };
}

/** Ids of the files that the commit itself holds. */
export async function blobIdsIn(repository: string, commit: string): Promise<ReadonlySet<string>> {
  const listed = await git(repository, ['ls-tree', '-r', '--format=%(objectname)', commit]);
  return new Set(listed.split('\n').filter((id) => id !== ''));
}

/** The commit that brought a file's content in, short. */
export async function broughtInBy(repository: string, commit: string, blob: string): Promise<string> {
  const log = await git(repository, ['log', '--format=%h', `--find-object=${blob}`, commit]);
  return log.trim().split('\n').at(-1) ?? '?';
}

interface Head {
  readonly id: string;
  readonly type: string;
  readonly bytes: number;
}

function parseHeads(output: Buffer): readonly Head[] {
  return output
    .toString('utf8')
    .split('\n')
    .flatMap((line) => {
      const [id, type, bytes] = line.split(' ');
      return id === undefined || type === undefined || bytes === undefined ? [] : [{ id, type, bytes: Number(bytes) }];
    });
}

function catFile(repository: string, mode: '--batch' | '--batch-check', ids: readonly string[]): Promise<Buffer> {
  return new Promise((done, failed) => {
    const child = spawn('git', ['-C', repository, 'cat-file', mode], { stdio: ['pipe', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', failed);
    child.once('close', (code) =>
      code === 0 ? done(Buffer.concat(chunks)) : failed(new Error(`git cat-file ended with ${String(code)}`)),
    );
    child.stdin.end(ids.map((id) => `${id}\n`).join(''));
  });
}
