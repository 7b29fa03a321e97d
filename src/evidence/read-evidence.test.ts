import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEvidence } from './read-evidence.ts';
import { sha256Of } from './sha256-of.ts';
import { finishedRun } from './testing/finished-run.ts';

describe('readEvidence', () => {
  it('reads what the store wrote, without its key', async () => {
    using run = await finishedRun();
    const { entries, kept, fingerprint } = readEvidence(run.out);
    expect(entries).toEqual(run.store.entries());
    expect(kept.list()).toEqual(run.store.kept.list());
    expect(Buffer.from(kept.read(sha256Of('<testsuite/>')) ?? '').toString()).toBe('<testsuite/>');
    expect(kept.read(sha256Of('nothing'))).toBeNull();
    expect(fingerprint).toBe(run.signer.fingerprint);
  });

  it('leaves a line that is being written out', async () => {
    using run = await finishedRun();
    appendFileSync(join(run.out, 'evidence/ledger.jsonl'), '{"happening":');
    expect(readEvidence(run.out).entries).toHaveLength(run.store.entries().length);
  });

  it('refuses a ledger that was changed', async () => {
    using run = await finishedRun();
    const path = join(run.out, 'evidence/ledger.jsonl');
    writeFileSync(path, readFileSync(path, 'utf8').replace('12 tests', '13 tests'));
    expect(() => readEvidence(run.out)).toThrow(/^Line \d+ of the ledger is not signed.*see rehearse evidence verify\.$/);
  });

  it('says so where there is nothing', async () => {
    using run = await finishedRun();
    rmSync(join(run.out, 'evidence/ledger.jsonl'));
    rmSync(join(run.out, 'evidence/files.jsonl'));
    expect(readEvidence(run.out)).toMatchObject({ entries: [] });
    rmSync(join(run.out, 'evidence'), { recursive: true });
    expect(() => readEvidence(run.out)).toThrow('There is no evidence in');
  });
});
