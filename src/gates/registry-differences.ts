import type { Digest } from '../model/digest.ts';
import type { Release } from '../model/release.ts';
import type { ArtefactStore } from '../ports/artefact-store.ts';

/** How the registry and its copies in other regions differ from the release, a phrase an artefact; empty where every digest is the one that was built. */
export async function registryDifferences(
  release: Release,
  artefacts: Pick<ArtefactStore, 'digestOf' | 'digestOfCopy'>,
  copies: readonly string[],
): Promise<readonly string[]> {
  const differences: (string | null)[] = [];
  for (const artefact of release.artefacts) {
    differences.push(difference(artefact.name, artefact.digest, await artefacts.digestOf(release, artefact)));
    for (const region of copies)
      differences.push(
        difference(`${artefact.name} in ${region}`, artefact.digest, await artefacts.digestOfCopy(release, artefact, region)),
      );
  }
  return differences.filter((each) => each !== null);
}

function difference(what: string, built: Digest, stored: Digest | null): string | null {
  if (stored === null) return `${what} is gone`;
  return stored === built ? null : `${what} was built as ${short(built)} and is ${short(stored)} now`;
}

/** Enough of a digest to find it by: `sha256:0123456789ab`. */
export function short(digest: Digest): string {
  return digest.slice(0, 'sha256:'.length + 12);
}
