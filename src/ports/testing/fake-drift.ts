import type { DriftReader, DriftReport } from '../drift.ts';
import { digestNamed } from './sample-release.ts';

/** Nobody changed anything, unless a test says otherwise. */
export class FakeDrift implements DriftReader {
  report: DriftReport = {
    since: '2026-01-01T00:00:00.000Z',
    calls: 40,
    changes: [],
    left: null,
    evidence: [digestNamed('calls')],
  };

  read(): Promise<DriftReport> {
    return Promise.resolve(this.report);
  }
}
