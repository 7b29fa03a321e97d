import type { KeyObject } from 'node:crypto';
import type { LedgerEntry } from '../../model/evidence.ts';
import { evidencePaths } from '../evidence-paths.ts';
import { fingerprintOf } from '../signing/fingerprint-of.ts';
import { checkAttestations } from './check-attestations.ts';
import { checkFiles } from './check-files.ts';
import { checkKey } from './check-key.ts';
import { checkKeptFiles } from './check-kept-files.ts';
import { checkLedger } from './check-ledger.ts';
import { checkRecord } from './check-record.ts';
import { type EvidenceFolder, openFolder } from './evidence-folder.ts';
import type { Expectations, VerifyCheck, VerifyResult } from './verify-result.ts';

/**
 * Whether a run's output (or its `evidence` folder, with the output around it) is what the run wrote: looks at everything and
 * says of each what it found. Trusts nothing in the folder but, where no key is pinned, its key; that is then a warning.
 */
export function verifyEvidence(folder: string, expected: Expectations = {}): VerifyResult {
  const opened = openFolder(folder);
  const key = checkKey(opened.text(evidencePaths.publicKey), expected.key);
  if (key.publicKey === null) return { ok: false, checks: [key.check], fingerprint: null, run: null };
  const ledger = checkLedger(opened, key.publicKey);
  const checks = [
    key.check,
    ...checkFiles(opened, key.publicKey),
    ledger.check,
    ...(ledger.check.kind === 'ok' ? checksByLedger(opened, ledger.entries, key.publicKey) : []),
    ...checkExpected(ledger.entries, expected),
  ];
  return {
    ok: checks.every((check) => check.kind !== 'failed'),
    checks,
    fingerprint: fingerprintOf(key.publicKey),
    run: ledger.entries[0]?.run ?? null,
  };
}

/** Only a whole ledger says what the rest must be. */
function checksByLedger(folder: EvidenceFolder, entries: readonly LedgerEntry[], publicKey: KeyObject): readonly VerifyCheck[] {
  return [checkRecord(folder, entries), checkKeptFiles(folder, entries), checkAttestations(folder, entries, publicKey)];
}

function checkExpected(entries: readonly LedgerEntry[], { run, commit }: Expectations): readonly VerifyCheck[] {
  const started = entries[0]?.happening;
  const found = started?.kind === 'run-started' ? started : null;
  return [...expectation('run', run, found?.run), ...expectation('commit', commit?.toLowerCase(), found?.commit)];
}

function expectation(what: 'run' | 'commit', wanted: string | undefined, found = 'none'): readonly VerifyCheck[] {
  if (wanted === undefined) return [];
  const isMeant = what === 'commit' ? wanted !== '' && found.startsWith(wanted) : found === wanted;
  if (isMeant) return [{ name: 'run', kind: 'ok', reason: `It is evidence of ${what} ${found}.` }];
  return [{ name: 'run', kind: 'failed', reason: `It is evidence of ${what} ${found}, not of ${wanted}.` }];
}
