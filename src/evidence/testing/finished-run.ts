import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Digest } from '../../model/digest.ts';
import type { Happening } from '../../model/evidence.ts';
import { finishEvidence, type FinishOptions } from '../finish-evidence.ts';
import { FileEvidenceStore } from '../ledger/file-evidence-store.ts';
import type { RunSigner } from '../signing/open-signer.ts';
import { sampleRuns } from './sample-runs.ts';
import { signerInMemory } from './signed-ledger.ts';

export interface FinishedRun extends Disposable {
  readonly out: string;
  readonly signer: RunSigner;
  readonly store: FileEvidenceStore;
  /** Does the finish again. */
  finish(): void;
}

interface FinishedRunOptions {
  readonly happenings?: (evidence: readonly Digest[]) => readonly Happening[];
  readonly signer?: RunSigner;
  readonly documents?: FinishOptions['documents'];
}

/** A run in a folder of its own, with two files kept, finished as compose finishes one. */
export async function finishedRun(options: FinishedRunOptions = {}): Promise<FinishedRun> {
  const {
    signer = signerInMemory(),
    happenings = (evidence) => sampleRuns.released(evidence).happenings,
    documents = twoDocuments,
  } = options;
  const out = mkdtempSync(join(tmpdir(), 'finished-run-'));
  const store = FileEvidenceStore.open({ out, signer });
  const evidence = [await store.keep('production-smoke.log', 'all is well\n'), await store.keep('production-smoke.xml', '<testsuite/>')];
  for (const happening of happenings(evidence)) await store.append(happening);
  const finish = (): void => {
    finishEvidence({ out, signer, store, documents });
  };
  finish();
  return { out, signer, store, finish, [Symbol.dispose]: () => rmSync(out, { recursive: true, force: true }) };
}

const twoDocuments: FinishOptions['documents'] = ({ record, fingerprint }) =>
  new Map([
    ['summary.md', `# ${record.outcome}\n`],
    ['report/index.html', `<p>${fingerprint}</p>\n`],
  ]);
