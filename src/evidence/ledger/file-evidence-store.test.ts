import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toDisk, type WriteBytes } from '../files/write-bytes.ts';
import { sha256Of } from '../sha256-of.ts';
import { instantAt, sampleStart } from '../testing/sample-run.ts';
import { sampleRuns } from '../testing/sample-runs.ts';
import { signerInMemory } from '../testing/signed-ledger.ts';
import { FileEvidenceStore } from './file-evidence-store.ts';
import { lineOf } from './ledger-line.ts';

const signer = signerInMemory();
const { happenings } = sampleRuns.blocked();
let out: string;

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'evidence-'));
});
afterEach(() => rmSync(out, { recursive: true, force: true }));

function open(write?: WriteBytes): FileEvidenceStore {
  return FileEvidenceStore.open({ out, signer, ...(write === undefined ? {} : { write }) });
}

function ledgerPath(): string {
  return join(out, 'evidence/ledger.jsonl');
}

async function filled(): Promise<FileEvidenceStore> {
  const store = open();
  for (const happening of happenings) await store.append(happening);
  return store;
}

/** A disk with room for so many bytes. */
function diskOf(room: number): { readonly write: WriteBytes; clear(): void } {
  let left = room;
  return {
    write: (file, bytes, offset) => {
      if (left === 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      const part = bytes.subarray(0, Math.min(bytes.length, offset + left));
      const written = toDisk(file, part, offset);
      left -= written;
      return written;
    },
    clear: () => {
      left = Infinity;
    },
  };
}

describe('FileEvidenceStore', () => {
  it('has every entry on disk, a line each, when append returns', async () => {
    const store = open();
    for (const happening of happenings) {
      const entry = await store.append(happening);
      expect(entry).toBe(store.entries().at(-1));
      expect(readFileSync(ledgerPath(), 'utf8').endsWith(`${lineOf(entry)}\n`)).toBe(true);
    }
    expect(store.entries().map((entry) => entry.happening)).toEqual(happenings);
  });

  it('takes up what is there and goes on with the chain', async () => {
    const before = (await filled()).entries();
    const store = open();
    expect(store.entries()).toEqual(before);
    await store.append({ kind: 'resumed', at: instantAt(60), from: 'dev/unit' });
    expect(open().entries()).toHaveLength(before.length + 1);
  });

  it('publishes the key that it signs with', () => {
    open();
    expect(readFileSync(join(out, 'evidence/public-key.pem'), 'utf8')).toBe(signer.publicKeyPem);
  });

  it.each([1, 2, 100])('cuts off a line that lacks its last %i bytes, keeps them aside, and writes it again', async (missing) => {
    const store = await filled();
    const before = store.entries();
    const whole = readFileSync(ledgerPath());
    truncateSync(ledgerPath(), whole.length - missing);
    const taken = open();
    expect(taken.entries()).toEqual(before.slice(0, -1));
    const torn = readdirSync(join(out, 'evidence/torn'));
    expect(torn).toHaveLength(1);
    const last = before.at(-1);
    const kept = readFileSync(join(out, 'evidence/torn', torn[0] ?? ''));
    expect(kept.toString()).toBe(last === undefined ? '' : `${lineOf(last)}\n`.slice(0, -missing));
    if (last !== undefined) await taken.append(last.happening);
    expect(readFileSync(ledgerPath())).toEqual(whole);
  });

  it('never takes a whole line that was changed', async () => {
    await filled();
    writeFileSync(ledgerPath(), readFileSync(ledgerPath(), 'utf8').replace('79.12', '89.12'));
    expect(() => open()).toThrow(/Line 8 of the ledger is not signed with the key of this run\. It was changed.*start a run of its own/);
  });

  it("refuses to go on with another run's key", async () => {
    await filled();
    expect(() => FileEvidenceStore.open({ out, signer: signerInMemory() })).toThrow("is not the public half of this run's key");
    rmSync(join(out, 'evidence/public-key.pem'));
    expect(() => FileEvidenceStore.open({ out, signer: signerInMemory() })).toThrow('not signed with the key of this run');
  });

  it.each([
    ['something before run-started', [happenings[1]]],
    ['a second run', [sampleStart, { ...sampleStart, run: 'other' }]],
  ])('refuses %s', async (_what, wrong) => {
    const store = open();
    const all = async () => {
      for (const happening of wrong) if (happening !== undefined) await store.append(happening);
    };
    await expect(all()).rejects.toThrow('A ledger starts with run-started and holds one run');
  });

  it('refuses what it could not read back, and goes on without it', async () => {
    const store = await filled();
    const wrong = { kind: 'stage-finished', at: 'now', environment: 'dev', outcome: 'passed' } as const;
    await expect(store.append(wrong)).rejects.toThrow("stage-finished can't be written to the ledger: happening.at: Invalid ISO datetime.");
    await expect(store.append({ ...wrong, at: instantAt(60), environment: '\ud800' })).rejects.toThrow('half a surrogate pair');
    await store.append({ ...wrong, at: instantAt(60) });
    expect(open().entries()).toHaveLength(happenings.length + 1);
  });

  it('notices that another process has written', async () => {
    const store = await filled();
    appendFileSync(ledgerPath(), 'x\n');
    await expect(store.append({ kind: 'resumed', at: instantAt(60), from: '' })).rejects.toThrow('Another process has written');
  });

  it.each([0, 1, 300])('loses nothing on a disk that is full after %i more bytes', async (room) => {
    const before = (await filled()).entries();
    const disk = diskOf(room);
    const store = open(disk.write);
    const happening = { kind: 'resumed', at: instantAt(60), from: 'a'.repeat(400) } as const;
    await expect(store.append(happening)).rejects.toThrow(
      /^The disk is full: .*ledger\.jsonl could not be written \(ENOSPC\)\. Free some space, then resume: everything that was written before is still there\.$/,
    );
    expect(store.entries()).toEqual(before);
    expect(open().entries()).toEqual(before);
    expect(existsSync(join(out, 'evidence/torn'))).toBe(false);
    disk.clear();
    await store.append(happening);
    expect(open().entries()).toHaveLength(before.length + 1);
  });

  it('says so where something else is in the way', () => {
    writeFileSync(join(out, 'evidence'), '');
    expect(() => open()).toThrow(/evidence is in the way: it is no folder\./);
    rmSync(join(out, 'evidence'));
    mkdirSync(ledgerPath(), { recursive: true });
    expect(() => open()).toThrow(/ledger\.jsonl can't be read: see that it is a file/);
  });
});

describe('FileEvidenceStore.keep', () => {
  it('keeps a file under its digest and under its name', async () => {
    const store = open();
    const digest = await store.keep('dev-unit.log', 'all is well');
    expect(digest).toBe(sha256Of('all is well'));
    expect(readFileSync(join(out, 'evidence/files', digest.slice(7)), 'utf8')).toBe('all is well');
    for (const each of [store, open()]) {
      expect(each.kept.list()).toEqual([{ name: 'dev-unit.log', digest, bytes: 11 }]);
      expect(Buffer.from(each.kept.read(digest) ?? '').toString()).toBe('all is well');
    }
  });

  it('writes the same file once, and a name again only when it means another', async () => {
    const store = open();
    for (const content of ['a', 'a', 'b', 'a', new Uint8Array([0x61])]) await store.keep('x', content);
    await store.keep('y', 'a');
    expect(store.kept.list().map((file) => [file.name, file.digest])).toEqual([
      ['x', sha256Of('a')],
      ['x', sha256Of('b')],
      ['x', sha256Of('a')],
      ['y', sha256Of('a')],
    ]);
    expect(readdirSync(join(out, 'evidence/files'))).toHaveLength(2);
  });

  it.each(['sha256:0', '../../secret', sha256Of('never kept')])('has nothing under %s', (digest) => {
    expect(open().kept.read(digest)).toBeNull();
  });

  it('keeps nothing by halves on a full disk', async () => {
    const disk = diskOf(3);
    open();
    const store = open(disk.write);
    await expect(store.keep('x', 'longer')).rejects.toThrow('The disk is full');
    expect(readdirSync(join(out, 'evidence/files'))).toEqual([]);
    expect(store.kept.list()).toEqual([]);
    disk.clear();
    await store.keep('x', 'longer');
    expect(open().kept.list()).toHaveLength(1);
  });

  it('clears away what a killed writer left, and cuts a torn line of the index', async () => {
    const store = open();
    await store.keep('x', 'a');
    mkdirSync(join(out, 'evidence/files'), { recursive: true });
    writeFileSync(join(out, 'evidence/files/0000.unfinished'), 'hal');
    appendFileSync(join(out, 'evidence/files.jsonl'), '{"bytes":');
    const again = open();
    expect(readdirSync(join(out, 'evidence/files'))).toHaveLength(1);
    expect(again.kept.list()).toHaveLength(1);
    expect(statSync(join(out, 'evidence/torn')).isDirectory()).toBe(true);
    await again.keep('y', 'b');
    expect(open().kept.list()).toHaveLength(2);
  });

  it.each(['{"name":"x"}', 'x', ''])('refuses an index with the line %j', (line) => {
    open();
    writeFileSync(join(out, 'evidence/files.jsonl'), `${line}\n`);
    expect(() => open()).toThrow('The index of kept files holds a line that is none');
  });
});
