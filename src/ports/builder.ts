import type { Artefact } from '../model/artefact.ts';
import type { Digest } from '../model/digest.ts';
import type { Problem } from '../model/problem.ts';

/**
 * The only thing in the product that makes artefacts. It builds once: the second call of one run throws.
 * Only the `build` gate is ever given one.
 */
export interface Builder {
  build(): Promise<BuildOutcome>;
}

export type BuildOutcome =
  | { readonly kind: 'built'; readonly artefacts: readonly Artefact[]; readonly manifest: Digest; readonly evidence: readonly Digest[] }
  | { readonly kind: 'failed'; readonly problems: readonly Problem[] };
