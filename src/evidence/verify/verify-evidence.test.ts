import { cpSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../model/evidence.ts';
import { canonicalJson } from '../canonical-json.ts';
import { FileEvidenceStore } from '../ledger/file-evidence-store.ts';
import { sampleRelease, sampleStart, SampleRun } from '../testing/sample-run.ts';
import { sampleRuns } from '../testing/sample-runs.ts';
import { signerInMemory } from '../testing/signed-ledger.ts';
import { finishedRun, type FinishedRun } from '../testing/finished-run.ts';
import { sumsOf } from '../sums.ts';
import { verifyEvidence } from './verify-evidence.ts';

let run: FinishedRun;
/** A copy that a test may change. */
let out: string;

beforeAll(async () => {
  run = await finishedRun();
  out = `${run.out}-copy`;
});
beforeEach(() => {
  rmSync(out, { recursive: true, force: true });
  cpSync(run.out, out, { recursive: true });
});
afterAll(() => {
  rmSync(out, { recursive: true, force: true });
  run[Symbol.dispose]();
});

function faults(pinned: string | undefined = run.signer.fingerprint): readonly string[] {
  const result = verifyEvidence(out, pinned === undefined ? {} : { key: pinned });
  const failed = result.checks.filter((check) => check.kind === 'failed').map((check) => `${check.name}: ${check.reason}`);
  expect(result.ok).toBe(failed.length === 0);
  return failed;
}

function read(path: string): string {
  return readFileSync(join(out, path), 'utf8');
}

function write(path: string, content: string | Uint8Array): void {
  writeFileSync(join(out, path), content);
}

/** Lists and signs whatever now lies there with the run's own key: what is found then is found by looking further than the list. */
function sealAgain(): void {
  const sums = sumsOf(out, ['rehearsal.json', 'report/index.html', 'summary.md']);
  write('evidence/SHA256SUMS', sums);
  write('evidence/SHA256SUMS.sig', run.signer.sign(Buffer.from(sums)));
}

describe('verifyEvidence', () => {
  it('finds nothing wrong with evidence that nobody touched', () => {
    const result = verifyEvidence(out, { key: run.signer.fingerprint, run: sampleStart.run, commit: sampleStart.commit });
    expect(result).toMatchObject({ ok: true, fingerprint: run.signer.fingerprint, run: sampleStart.run });
    expect(result.checks.map((check) => `${check.name} ${check.kind}`)).toEqual([
      'key ok',
      'list ok',
      'files ok',
      'ledger ok',
      'record ok',
      'kept files ok',
      'attestations ok',
      'run ok',
      'run ok',
    ]);
    expect(result.checks.every((check) => check.reason.endsWith('.'))).toBe(true);
  });

  it('takes the evidence folder as well as the one around it', () => {
    expect(verifyEvidence(join(out, 'evidence'))).toEqual(verifyEvidence(out));
  });

  it.each(['evidence/extra', 'evidence/files/extra', 'evidence/attestations/extra.json', 'evidence/.hidden'])(
    'fails on %s, which is not listed',
    (path) => {
      write(path, 'x');
      expect(faults()).toContain(`files: ${path} is not on the list: it was put there afterwards.`);
    },
  );

  it('does not mind what lies beside the evidence', () => {
    write('notes.txt', 'mine');
    expect(faults()).toEqual([]);
  });

  it('fails where nothing is', () => {
    rmSync(out, { recursive: true });
    expect(verifyEvidence(out)).toEqual({
      ok: false,
      checks: [{ name: 'key', kind: 'failed', reason: 'evidence/public-key.pem holds no Ed25519 public key.' }],
      fingerprint: null,
      run: null,
    });
  });

  it('fails where a folder on the way is a link', () => {
    renameSync(join(out, 'report'), join(out, 'elsewhere'));
    symlinkSync(join(out, 'elsewhere'), join(out, 'report'));
    expect(faults()).toEqual(['files: report/index.html is gone, or no plain file.']);
  });
});

describe('verifyEvidence and the key', () => {
  it("warns where the key is only the folder's own", () => {
    const { ok, checks } = verifyEvidence(out);
    expect(ok).toBe(true);
    expect(checks[0]).toEqual({
      name: 'key',
      kind: 'warning',
      reason: `The key was taken from the folder itself (${run.signer.fingerprint}): pin it with --key.`,
    });
  });

  it('takes a pinned key as fingerprint or as PEM', () => {
    const { fingerprint, publicKeyPem } = run.signer;
    const colons = fingerprint.toUpperCase().replace(/..(?=.)/g, '$&:');
    for (const key of [fingerprint, `sha256:${fingerprint}`, ` ${colons}\n`, publicKeyPem]) {
      expect(verifyEvidence(out, { key }).checks[0]).toEqual({ name: 'key', kind: 'ok', reason: `It is the pinned key, ${fingerprint}.` });
    }
  });

  it.each(['', 'abc', '0'.repeat(63)])('refuses to pin %j', (key) => {
    expect(faults(key)).toContain('key: What was pinned is neither a public key (PEM) nor a fingerprint of 64 hex digits.');
  });

  it('fails on the same run, rebuilt whole and signed with another key', async () => {
    using rebuilt = await finishedRun();
    rmSync(out, { recursive: true });
    cpSync(rebuilt.out, out, { recursive: true });
    expect(faults(rebuilt.signer.fingerprint)).toEqual([]);
    const reason = `key: The evidence was signed with another key, ${rebuilt.signer.fingerprint}, not with the pinned ${run.signer.fingerprint}.`;
    expect(faults()).toEqual([reason]);
    expect(faults(run.signer.publicKeyPem)).toEqual([reason]);
  });

  it('fails where only the key was changed for another', () => {
    write('evidence/public-key.pem', signerInMemory().publicKeyPem);
    expect(faults().map((fault) => fault.split(':')[0])).toEqual(['key', 'list', 'ledger']);
  });
});

describe('verifyEvidence, where the list was signed again with the right key', () => {
  it('finds nothing wrong with what is right', () => {
    sealAgain();
    expect(faults()).toEqual([]);
  });

  it('finds the last entry dropped', () => {
    write('evidence/ledger.jsonl', read('evidence/ledger.jsonl').replace(/[^\n]*\n$/, ''));
    sealAgain();
    expect(faults()).toEqual([
      'ledger: The ledger does not end with run-finished: entries were dropped, or the run has not ended and can be resumed.',
    ]);
  });

  it('finds the last line without its end', () => {
    write('evidence/ledger.jsonl', `${read('evidence/ledger.jsonl')}{"happ`);
    sealAgain();
    expect(faults()).toEqual(['ledger: The ledger ends in the middle of a line: resume the run.']);
  });

  it('finds entries turned round', () => {
    const lines = read('evidence/ledger.jsonl').split('\n');
    write('evidence/ledger.jsonl', [lines[0], lines[2], lines[1], ...lines.slice(3)].join('\n'));
    sealAgain();
    expect(faults()).toEqual(['ledger: Line 2 of the ledger has index 2 where 1 was due.']);
  });

  it('finds an entry of which a fact was changed', () => {
    write('evidence/ledger.jsonl', read('evidence/ledger.jsonl').replace('12 tests passed', '99 tests passed'));
    sealAgain();
    expect(faults()).toEqual([expect.stringMatching(/^ledger: Line \d+ of the ledger is not signed with the key of this run\.$/)]);
  });

  it.each([
    ['outcome', '"outcome": "released"', '"outcome": "error"'],
    ['a digest', sampleRelease.id, `sha256:${'0'.repeat(64)}`],
    ['white space', '{\n', '{\n\n'],
  ])('finds a record with another %s than the ledger', (_what, from, to) => {
    write('rehearsal.json', read('rehearsal.json').replace(from, to));
    sealAgain();
    expect(faults()).toEqual(['record: rehearsal.json is not the record that the ledger gives.']);
  });

  it('finds a kept file that is another than its name says', () => {
    const [name = ''] = readdirSync(join(out, 'evidence/files'));
    write(`evidence/files/${name}`, 'something else');
    sealAgain();
    expect(faults()).toEqual([`kept files: sha256:${name} does not have the digest that it is named by.`]);
  });

  it('finds a kept file without a name, and a name without a file', () => {
    const [first = '', second = ''] = read('evidence/files.jsonl').split('\n');
    write('evidence/files.jsonl', `${first}\n`);
    sealAgain();
    expect(faults()).toEqual([expect.stringMatching(/^kept files: sha256:[0-9a-f]{64} has no name in the index\.$/)]);
    const lost = second.replace(/sha256:[0-9a-f]{64}/, `sha256:${'0'.repeat(64)}`);
    write('evidence/files.jsonl', `${first}\n${second}\n${lost}\n`);
    sealAgain();
    expect(faults()).toEqual([expect.stringMatching(/^kept files: production-smoke\.xml \(sha256:0+\) is in the index and not kept\.$/)]);
  });

  it.each(['{}\n', 'x\n', '{"bytes":1'])('finds an index that holds %j', (line) => {
    write('evidence/files.jsonl', line);
    sealAgain();
    expect(faults()).toEqual(['kept files: evidence/files.jsonl is no index of names that this version can read.']);
  });

  it('finds evidence that a gate names and that is not kept', () => {
    rmSync(join(out, 'evidence/files'), { recursive: true });
    write('evidence/files.jsonl', '');
    sealAgain();
    expect(faults()).toEqual([
      expect.stringMatching(/^kept files: production\/same-artefact names sha256:[0-9a-f]{64} as evidence, and it is not kept\.$/),
    ]);
  });

  it('finds a statement that is missing, unsigned, changed, or of another stage', () => {
    const uat = read('evidence/attestations/verification-summary-uat.json');
    const dev = read('evidence/attestations/verification-summary-dev.json');
    const path = 'evidence/attestations/verification-summary-uat.json';
    for (const [content, fault] of [
      [null, 'is missing.'],
      ['{}', 'is no envelope that the key of this run has signed.'],
      ['x', 'is no envelope that the key of this run has signed.'],
      [uat.replace('"sig":"', '"sig":"AAAA'), 'is no envelope that the key of this run has signed.'],
      [dev, 'attests what the ledger does not bear out.'],
    ] as const) {
      if (content === null) rmSync(join(out, path));
      else write(path, content);
      sealAgain();
      expect(faults()).toEqual([`attestations: ${path} ${fault}`]);
    }
  });

  it('finds a statement too many', () => {
    const path = 'evidence/attestations/verification-summary-moon.json';
    write(path, read('evidence/attestations/verification-summary-uat.json'));
    sealAgain();
    expect(faults()).toEqual([`attestations: ${path} attests what the ledger does not bear out.`]);
  });

  it.each([
    ['leads out of the folder', (text: string) => `${text}${'0'.repeat(64)}  ../outside\n`],
    ['has a path twice', (text: string) => `${text}${text}`],
    ['has no end', (text: string) => text.slice(0, -1)],
    ['has a line of another form', (text: string) => `# list\n${text}`],
    ['has a path that starts at the root', (text: string) => `${text}${'0'.repeat(64)}  /etc/passwd\n`],
  ])('refuses a list that %s', (_what, change) => {
    const sums = change(read('evidence/SHA256SUMS'));
    write('evidence/SHA256SUMS', sums);
    write('evidence/SHA256SUMS.sig', run.signer.sign(Buffer.from(sums)));
    expect(faults()).toEqual(['list: evidence/SHA256SUMS is no list of digests that this version can read.']);
  });

  it.each(['rehearsal.json', 'evidence/ledger.jsonl', 'evidence/public-key.pem', 'evidence/VERIFY.md'])(
    'refuses a list without %s',
    (path) => {
      const lines = read('evidence/SHA256SUMS').split('\n');
      const sums = lines.filter((line) => !line.endsWith(`  ${path}`)).join('\n');
      write('evidence/SHA256SUMS', sums);
      write('evidence/SHA256SUMS.sig', run.signer.sign(Buffer.from(sums)));
      expect(faults()).toContain(`files: ${path} is not on the list.`);
    },
  );

  it.each(['SHA256SUMS', 'SHA256SUMS.sig'])('says so where %s is missing', (name) => {
    rmSync(join(out, 'evidence', name));
    expect(faults()).toEqual([
      'list: evidence/SHA256SUMS and its signature are not both there: the run was never finished, or they were taken away.',
    ]);
  });

  it('says so where the ledger is missing', () => {
    rmSync(join(out, 'evidence/ledger.jsonl'));
    expect(faults()).toContain('ledger: There is no ledger.');
  });
});

describe('verifyEvidence and other runs', () => {
  it('fails on evidence of another run than the expected', () => {
    expect(verifyEvidence(out, { run: 'other' }).checks.at(-1)).toEqual({
      name: 'run',
      kind: 'failed',
      reason: `It is evidence of run ${sampleStart.run}, not of other.`,
    });
    expect(verifyEvidence(out, { run: 'other' }).ok).toBe(false);
  });

  it.each([
    [sampleStart.commit, true],
    [sampleStart.commit.slice(0, 12), true],
    [sampleStart.commit.toUpperCase(), true],
    ['f'.repeat(40), false],
    ['', false],
  ])('expects commit %j: %s', (commit, ok) => {
    expect(verifyEvidence(out, { commit }).ok).toBe(ok);
  });

  it("fails on another run's evidence folder under this run's record", async () => {
    const other = { ...sampleStart, run: 'another' };
    const { signer } = run;
    using foreign = await finishedRun({ signer, happenings: (kept) => [other, ...sampleRuns.released(kept).happenings.slice(1)] });
    rmSync(join(out, 'evidence'), { recursive: true });
    cpSync(join(foreign.out, 'evidence'), join(out, 'evidence'), { recursive: true });
    expect(faults()).toContain('files: rehearsal.json was changed after the run was finished.');
  });

  it("fails on another run's ledger, though it is of the same key", async () => {
    const { signer } = run;
    using foreign = await finishedRun({ signer, happenings: () => sampleRuns.blocked().happenings });
    cpSync(join(foreign.out, 'evidence/ledger.jsonl'), join(out, 'evidence/ledger.jsonl'));
    expect(faults()).toContain('files: evidence/ledger.jsonl was changed after the run was finished.');
  });

  it('fails on a signed record that does not hold together', async () => {
    const release = { ...sampleRelease, id: `sha256:${'0'.repeat(64)}` as const };
    const happenings = () =>
      new SampleRun().start('local').step('local', 'build', { facts: { release } }).finish('error', 'Over.').happenings;
    using odd = await finishedRun({ happenings });
    expect(verifyEvidence(odd.out).checks.filter((check) => check.kind === 'failed')).toEqual([
      {
        name: 'record',
        kind: 'failed',
        reason: 'The record does not hold together: release.id: is not the digest of the sorted artefact digests.',
      },
    ]);
  });

  it('says that a run without an end can be resumed', async () => {
    using cut = await finishedRun({ happenings: () => sampleRuns.cutOff().happenings });
    expect(
      verifyEvidence(cut.out)
        .checks.filter((check) => check.kind === 'failed')
        .map((check) => check.reason),
    ).toEqual(['The ledger does not end with run-finished: entries were dropped, or the run has not ended and can be resumed.']);
  });
});

describe('what the ledger is made of', () => {
  it('is what the store reads back', () => {
    const store = FileEvidenceStore.open({ out, signer: run.signer });
    const lines = read('evidence/ledger.jsonl').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as LedgerEntry)).toEqual(store.entries());
    expect(lines).toEqual(store.entries().map((entry) => canonicalJson(entry)));
  });
});
