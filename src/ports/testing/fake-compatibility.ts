import type { CompatibilityRehearsal, CompatibilityReport, CompatibilityWish } from '../compatibility.ts';

/** Copies in which all is well, unless told otherwise. */
export class FakeCompatibility implements CompatibilityRehearsal {
  readonly wishes: CompatibilityWish[] = [];
  report: CompatibilityReport = {
    kind: 'rehearsed',
    refused: null,
    timed: { rows: { payments: 200_000 }, unfilled: {}, refused: null, locks: [], differences: [] },
    runs: [],
    named: [],
    evidence: [],
  };

  rehearse(wish: CompatibilityWish): Promise<CompatibilityReport> {
    this.wishes.push(wish);
    return Promise.resolve(this.report);
  }
}
