import type { ShadowReport, ShadowTraffic, ShadowWish } from '../shadow.ts';

/** A candidate that answers as what is live does, unless told otherwise. */
export class FakeShadow implements ShadowTraffic {
  readonly wishes: ShadowWish[] = [];
  report: ShadowReport = {
    kind: 'mirrored',
    routes: [{ route: 'POST /payments', compared: 300, different: 0 }],
    differences: [],
    liveFailed: 0,
    replayed: 0,
    left: 0,
    cutShort: null,
    evidence: [],
  };

  mirror(wish: ShadowWish): Promise<ShadowReport> {
    this.wishes.push(wish);
    return Promise.resolve(this.report);
  }
}
