import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../model/evidence.ts';
import { canonicalJson } from '../canonical-json.ts';
import { sampleStart } from '../testing/sample-run.ts';
import { sampleRuns } from '../testing/sample-runs.ts';
import { signedLedger, signerInMemory } from '../testing/signed-ledger.ts';
import { digestOfEntry, lineOf, signedEntry } from './ledger-line.ts';
import { readLedger } from './read-ledger.ts';

const signer = signerInMemory();
const publicKey = createPublicKey(signer.publicKeyPem);
const { happenings } = sampleRuns.blocked();
const entries = signedLedger(happenings, signer);
const lines = entries.map(lineOf);

function reasonOf(changed: readonly string[]): string {
  const read = readLedger(changed, publicKey);
  return read.kind === 'broken' ? read.reason : '';
}

/** The second entry changed and signed anew with the run's own key. */
function resigned(change: Partial<LedgerEntry>): readonly string[] {
  const { signature: _, ...unsigned } = { ...entryAt(1), ...change };
  const signature = Buffer.from(signer.sign(Buffer.from(canonicalJson(unsigned)))).toString('base64');
  return [lineAt(0), lineOf({ ...unsigned, signature })];
}

function entryAt(index: number): LedgerEntry {
  const entry = entries[index];
  if (entry === undefined) throw new Error('The sample is shorter.');
  return entry;
}

function lineAt(index: number): string {
  return lineOf(entryAt(index));
}

describe('readLedger', () => {
  it('reads back what was signed', () => {
    expect(readLedger(lines, publicKey)).toEqual({ kind: 'whole', entries });
    expect(readLedger([], publicKey)).toEqual({ kind: 'whole', entries: [] });
  });

  it('writes signature as the last member, so that a person can take it off', () => {
    for (const line of lines)
      expect(line).toMatch(/^\{"happening":\{.*\},"index":\d+,"previous":"sha256:[0-9a-f]{64}","run":"[^"]+","signature":"[^"]+"\}$/);
  });

  it('chains every entry to the one before', () => {
    expect(entries[0]?.previous).toBe(`sha256:${'0'.repeat(64)}`);
    expect(entryAt(2).previous).toBe(digestOfEntry(entryAt(1)));
  });

  it.each([
    ['an entry left out', [lineAt(0), lineAt(2)], 'Line 2 of the ledger has index 2 where 1 was due.'],
    ['entries turned round', [lineAt(0), lineAt(2), lineAt(1)], 'Line 2 of the ledger has index 2 where 1 was due.'],
    ['the first left out', lines.slice(1), 'Line 1 of the ledger has index 1 where 0 was due.'],
    ['an entry twice', [lineAt(0), lineAt(0)], 'Line 2 of the ledger has index 0 where 1 was due.'],
    ['a renumbered entry', resigned({ index: 2 }), 'Line 2 of the ledger has index 2 where 1 was due.'],
    [
      'a chain that is cut',
      resigned({ previous: digestOfEntry(entryAt(2)) }),
      'Line 2 of the ledger does not follow from the entry before it.',
    ],
    ['an entry of another run', resigned({ run: 'other' }), 'Line 2 of the ledger is of another run, other.'],
    ['a second beginning', resigned({ happening: sampleStart }), 'Line 2 of the ledger starts a run in the middle of one.'],
    ['white space', [`${lineAt(0)} `], 'Line 1 of the ledger is no entry that this version can read.'],
    ['no JSON', ['{'], 'Line 1 of the ledger is no entry that this version can read.'],
    ['an empty line', [''], 'Line 1 of the ledger is no entry that this version can read.'],
    ['too deep JSON', ['['.repeat(1e5)], 'Line 1 of the ledger is no entry that this version can read.'],
    ['half a surrogate pair', [lineAt(0).replace('payments', '\\ud800')], 'Line 1 of the ledger is no entry that this version can read.'],
    [
      'an unknown happening',
      [lineAt(0).replace('run-started', 'run-begun')],
      'Line 1 of the ledger is no entry that this version can read.',
    ],
    ['a changed fact', [lineAt(0).replace('v1.4.0"', 'v1.4.1"')], 'Line 1 of the ledger is not signed with the key of this run.'],
  ])('finds %s', (_what, changed, reason) => {
    expect(reasonOf(changed)).toBe(reason);
  });

  it('finds a ledger that another key signed', () => {
    expect(reasonOf(signedLedger(happenings).map(lineOf))).toBe('Line 1 of the ledger is not signed with the key of this run.');
  });

  it('finds a beginning of another run', () => {
    expect(reasonOf(signedLedger(happenings, signer, 'other').map(lineOf))).toBe(
      `Line 1 of the ledger starts another run than its own, ${sampleStart.run}.`,
    );
    const middle = { kind: 'resumed', at: sampleStart.at, from: 'dev' } as const;
    expect(reasonOf([lineOf(signedEntry(undefined, 'run', middle, signer))])).toBe(
      'Line 1 of the ledger is the first and does not start a run.',
    );
  });

  it('gives the entries before the one that is wrong', () => {
    expect(readLedger([lineAt(0), lineAt(1), 'x'], publicKey).entries).toEqual([entryAt(0), entryAt(1)]);
  });

  it('reads past what a happening says beyond this version', () => {
    const more = { ...sampleStart, mood: 'good' };
    const entry = signedEntry(undefined, sampleStart.run, more, signer);
    expect(readLedger([lineOf(entry)], publicKey)).toEqual({ kind: 'whole', entries: [entry] });
  });
});
