import type { SecretsReport, SecretsScanner } from '../secrets-scanner.ts';
import { digestNamed } from './sample-release.ts';

/** Finds nothing, unless a test says otherwise. */
export class FakeSecrets implements SecretsScanner {
  report: SecretsReport = {
    found: [],
    shared: [],
    plain: [],
    known: 8,
    searched: { source: 40, history: 120, artefacts: 2, logs: 6, evidence: 30 },
    leftOut: { files: 1, largerThanBytes: 2_097_152 },
    evidence: [digestNamed('search')],
  };

  search(): Promise<SecretsReport> {
    return Promise.resolve(this.report);
  }
}
