import semver from 'semver';

/** By Semantic Versioning's precedence of what they name (vX.Y.Z), candidates by the version that they are for. Negative where left is lower. */
export function compareVersions(left: string, right: string): number {
  return semver.compare(meant(left), meant(right));
}

/** The highest of the release tags; null where there is none. */
export function highest<Tagged extends { readonly tag: string }>(releases: readonly Tagged[]): Tagged | null {
  return releases.toSorted((left, right) => compareVersions(left.tag, right.tag)).at(-1) ?? null;
}

function meant(tag: string): string {
  return tag.replace(/-rc\.\d+$/, '');
}
