import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validateRecord } from './record/validate-record.ts';
import { instantAt, SampleRun } from './testing/sample-run.ts';
import { sampleRuns } from './testing/sample-runs.ts';
import { finishedRun, type FinishedRun } from './testing/finished-run.ts';
import { verifyEvidence } from './verify/verify-evidence.ts';

function snapshot({ out }: FinishedRun): Readonly<Record<string, string>> {
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((file) => [join(file.parentPath, file.name).slice(out.length), readFileSync(join(file.parentPath, file.name), 'latin1')]),
  );
}

function attestations({ out }: FinishedRun): readonly string[] {
  return readdirSync(join(out, 'evidence/attestations')).sort((a, b) => (a < b ? -1 : 1));
}

describe('finishEvidence', () => {
  it('writes record, documents, attestations and the signed list', async () => {
    using run = await finishedRun();
    expect(
      Object.keys(snapshot(run))
        .map((path) => path.replace(/[0-9a-f]{64}/, '<digest>'))
        .sort((a, b) => (a < b ? -1 : 1)),
    ).toEqual([
      '/evidence/SHA256SUMS',
      '/evidence/SHA256SUMS.sig',
      '/evidence/VERIFY.md',
      '/evidence/attestations/provenance.json',
      '/evidence/attestations/verification-summary-dev.json',
      '/evidence/attestations/verification-summary-local.json',
      '/evidence/attestations/verification-summary-production.json',
      '/evidence/attestations/verification-summary-uat.json',
      '/evidence/files.jsonl',
      '/evidence/files/<digest>',
      '/evidence/files/<digest>',
      '/evidence/ledger.jsonl',
      '/evidence/public-key.pem',
      '/rehearsal.json',
      '/report/index.html',
      '/summary.md',
    ]);
    expect(validateRecord(JSON.parse(readFileSync(join(run.out, 'rehearsal.json'), 'utf8'))).kind).toBe('valid');
  });

  it('writes the same bytes again, also over what a kill left', async () => {
    using run = await finishedRun();
    const before = snapshot(run);
    run.finish();
    expect(snapshot(run)).toEqual(before);
    rmSync(join(run.out, 'evidence/SHA256SUMS.sig'));
    rmSync(join(run.out, 'rehearsal.json'));
    writeFileSync(join(run.out, 'evidence/attestations/provenance.json'), 'half');
    run.finish();
    expect(snapshot(run)).toEqual(before);
  });

  it('has no list while it writes, so that half a finish never verifies', async () => {
    let seen: readonly boolean[] = [];
    using run = await finishedRun();
    using watched = await finishedRun({
      documents: () => new Map(),
      happenings: () => sampleRuns.blocked().happenings,
    });
    expect(existsSync(join(watched.out, 'evidence/SHA256SUMS'))).toBe(true);
    using again = await finishedRun({
      documents: () => {
        seen = ['SHA256SUMS', 'SHA256SUMS.sig'].map((name) => existsSync(join(run.out, 'evidence', name)));
        return new Map();
      },
    });
    again.finish();
    expect(seen).toEqual([true, true]);
  });

  it('drops attestations of stages that no longer have passed', async () => {
    using run = await finishedRun({ happenings: () => sampleRuns.blocked().happenings });
    expect(attestations(run)).toEqual(['provenance.json', 'verification-summary-local.json']);
    writeFileSync(join(run.out, 'evidence/attestations/verification-summary-dev.json'), 'stale');
    run.finish();
    expect(attestations(run)).toEqual(['provenance.json', 'verification-summary-local.json']);
  });

  it('verifies after the run went on, once it is finished again', async () => {
    using run = await finishedRun({ happenings: () => sampleRuns.waiting().happenings });
    await run.store.append({ kind: 'resumed', at: instantAt(100), from: 'production/approval' });
    await run.store.append({ kind: 'run-finished', at: instantAt(101), outcome: 'error', durationMs: 101_000, reason: 'Broke.' });
    expect(verifyEvidence(run.out).ok).toBe(false);
    run.finish();
    expect(verifyEvidence(run.out)).toMatchObject({ ok: true });
  });

  it('attests nothing where nothing was built', async () => {
    using run = await finishedRun({ happenings: () => sampleRuns.released().happenings.slice(0, 2) });
    expect(existsSync(join(run.out, 'evidence/attestations'))).toBe(false);
  });
});

describe('VERIFY.md', () => {
  /** The commands as a person would copy them, but for jq's. */
  function commandsIn(out: string): string {
    const text = readFileSync(join(out, 'evidence/VERIFY.md'), 'utf8');
    return text
      .split('\n')
      .filter((line) => line.startsWith('    ') && !line.includes('jq '))
      .map((line) => line.slice(4))
      .join('\n');
  }

  function bash({ out }: { readonly out: string }): string {
    const { stdout, stderr } = spawnSync('bash', ['-c', commandsIn(out)], { cwd: out, encoding: 'utf8' });
    return stdout + stderr;
  }

  const short = () =>
    new SampleRun().start('local').step('local', 'lint', { reason: '12 tests passed.' }).finish('error', 'Over.').happenings;

  it('says the fingerprint, in a rehearsal of which run, and what it is not', async () => {
    using run = await finishedRun();
    const text = readFileSync(join(run.out, 'evidence/VERIFY.md'), 'utf8');
    expect(text).toContain(run.signer.fingerprint);
    expect(text).toContain('evidence of a rehearsal, run `01JD0Q3M8Q5V7W9X2Y4Z6A8B0C`, not of a release to production');
  });

  it('holds commands with which openssl and sha256sum find nothing wrong', async () => {
    using run = await finishedRun({ happenings: short });
    expect(bash(run)).toBe(`${run.signer.fingerprint}  -\nSignature Verified Successfully\n`);
  }, 30_000);

  it.each([
    ['ledger.jsonl', '12 tests', '13 tests', /ledger\.jsonl: FAILED[^]*not signed: [^]*chain broken before: /],
    ['SHA256SUMS', 'rehearsal.json', 'rehearsal.jsom', /Signature Verification Failure/],
    ['files.jsonl', 'smoke', 'smoky', /files\.jsonl: FAILED/],
  ])(
    'holds commands that find %s changed',
    async (name, from, to, said) => {
      using run = await finishedRun({ happenings: short });
      const path = join(run.out, 'evidence', name);
      writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
      expect(bash(run)).toMatch(said);
    },
    30_000,
  );

  it('holds commands that find a file too many, and a ledger cut short', async () => {
    using run = await finishedRun({ happenings: short });
    writeFileSync(join(run.out, 'evidence/extra'), '');
    const ledger = join(run.out, 'evidence/ledger.jsonl');
    writeFileSync(ledger, readFileSync(ledger, 'utf8').replace(/[^\n]*\n$/, ''));
    const said = bash(run);
    expect(said).toContain('> evidence/extra');
    expect(said).toContain('the ledger has no end');
    expect(said).toContain('rehearsal.json is of another ledger');
  }, 30_000);
});
