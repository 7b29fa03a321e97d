import semver from 'semver';

/**
 * By Semantic Versioning's precedence of what they name (vX.Y.Z), candidates by the version that they are for. Negative where left is lower.
 * Throws where either is no such tag: versions that can't be compared can't be promoted.
 */
export function compareVersions(left: string, right: string): number {
  return semver.compare(meant(left), meant(right));
}

/** The highest of the release tags; null where there is none. */
export function highest<Tagged extends { readonly tag: string }>(releases: readonly Tagged[]): Tagged | null {
  return releases.toSorted((left, right) => compareVersions(left.tag, right.tag)).at(-1) ?? null;
}

/** The version that a tag stands for; semver's own parser would also take 1.3.0 and v1.3.0x's like, which are no tags of ours. */
function meant(tag: string): string {
  const version = tag.replace(/-rc\.\d+$/, '');
  if (semver.valid(version) === null || !version.startsWith('v')) throw new Error(`${tag} is no version.`);
  return version;
}
