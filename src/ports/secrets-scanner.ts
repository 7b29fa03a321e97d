import type { Digest } from '../model/digest.ts';
import type { Release } from '../model/release.ts';

/** Looks everywhere for secrets: what looks like one, and every value that this world knows. Never repeats one. */
export interface SecretsScanner {
  search(release: Release): Promise<SecretsReport>;
}

export interface SecretsReport {
  readonly found: readonly FoundSecret[];
  /** Secrets of several environments that have the same value. */
  readonly shared: readonly { readonly names: readonly string[] }[];
  /** Functions that carry a secret's value in their configuration instead of reading it at run time. */
  readonly plain: readonly {
    readonly environment: string;
    readonly function: string;
    readonly variable: string;
    readonly secret: string;
  }[];
  /** How many values of this world were looked for. */
  readonly known: number;
  readonly searched: Readonly<Record<SearchedPlace, number>>;
  /** Too large to be source; left out. */
  readonly leftOut: { readonly files: number; readonly largerThanBytes: number };
  readonly evidence: readonly Digest[];
}

export const searchedPlaces = ['source', 'history', 'artefacts', 'logs', 'evidence'] as const;
export type SearchedPlace = (typeof searchedPlaces)[number];

export interface FoundSecret {
  readonly place: SearchedPlace;
  /** `src/pay.ts:4:9`, `src/pay.ts in commit 1a2b3c4`, `log group /aws/lambda/pay of dev`. */
  readonly where: string;
  /** The rule that knows its form, or the secret whose value it is. */
  readonly what: string;
}
