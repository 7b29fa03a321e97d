import type { ContractVerifier, PactReport, VerifiedInteraction, VerifiedPact } from '../contract-verifier.ts';

export function verifiedPact(
  more: Partial<VerifiedPact> = {},
  outcome: VerifiedInteraction['outcome'] = 'kept',
  note?: string,
): VerifiedPact {
  return {
    path: 'pacts/shop/2.1.0.json',
    consumer: 'shop',
    version: '2.1.0',
    provider: 'payments',
    interactions: [{ description: 'pays', outcome, notes: note === undefined ? [] : [note] }],
    ...more,
  };
}

/** Consumers that are content, unless a test says otherwise. */
export class FakeContracts implements ContractVerifier {
  report: PactReport = { pacts: [verifiedPact()], unread: [], deployed: null };
  readonly asked: string[] = [];

  verify(environment: string): Promise<PactReport> {
    this.asked.push(environment);
    return Promise.resolve(this.report);
  }
}
