import type { Unread } from './project-reader.ts';

/** Asks the deployed provider what its consumers' pacts say that it answers. */
export interface ContractVerifier {
  verify(environment: string): Promise<PactReport>;
}

export interface PactReport {
  readonly pacts: readonly VerifiedPact[];
  readonly unread: readonly Unread[];
  /** Environment -> consumer -> its versions that are live there. Null where the project doesn't say. Where an environment isn't named, each pact counts as live in it. */
  readonly deployed: DeployedConsumers | null;
}

export type DeployedConsumers = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** One consumer's version against the provider that was asked. */
export interface VerifiedPact {
  readonly path: string;
  readonly consumer: string;
  /** Null where neither the pact nor its path says. */
  readonly version: string | null;
  /** A function's name, or the project's. */
  readonly provider: string;
  readonly interactions: readonly VerifiedInteraction[];
}

export interface VerifiedInteraction {
  readonly description: string;
  /** `unverified`: it could not be asked, or holds something that can't be judged; `notes` says what. */
  readonly outcome: 'kept' | 'broken' | 'unverified';
  /** `$.amount is "12.50", and the pact has an integer`: each difference, or why it is unverified. */
  readonly notes: readonly string[];
}
