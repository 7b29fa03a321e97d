import type { Artefact } from './artefact.ts';
import type { Digest, Sha256 } from './digest.ts';

/** The set that is promoted as a unit. Equal contents, equal id. */
export interface Release {
  readonly id: Digest;
  /** 40 hex digits. */
  readonly commit: string;
  readonly artefacts: readonly Artefact[];
}

/**
 * The digest of the sorted artefact digests, one a line, each line ended: what
 * `jq -r '.artefacts[].digest' rehearsal.json | LC_ALL=C sort | sha256sum` prints.
 */
export function releaseIdOf(artefacts: readonly Pick<Artefact, 'digest'>[], sha256: Sha256): Digest {
  const lines = artefacts.map((artefact) => `${artefact.digest}\n`).sort();
  return sha256(lines.join(''));
}
