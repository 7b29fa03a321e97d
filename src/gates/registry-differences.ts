import type { Digest } from '../model/digest.ts';
import type { Release } from '../model/release.ts';
import type { ArtefactStore } from '../ports/artefact-store.ts';

/** How the registry differs from the release, a phrase an artefact; empty where every digest is the one that was built. */
export async function registryDifferences(release: Release, artefacts: Pick<ArtefactStore, 'digestOf'>): Promise<readonly string[]> {
  const differences: string[] = [];
  for (const artefact of release.artefacts) {
    const stored = await artefacts.digestOf(release, artefact);
    if (stored === null) differences.push(`${artefact.name} is gone`);
    else if (stored !== artefact.digest) {
      differences.push(`${artefact.name} was built as ${short(artefact.digest)} and is ${short(stored)} now`);
    }
  }
  return differences;
}

/** Enough of a digest to find it by: `sha256:0123456789ab`. */
export function short(digest: Digest): string {
  return digest.slice(0, 'sha256:'.length + 12);
}
