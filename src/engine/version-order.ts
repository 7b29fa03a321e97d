/** The numbers of a release tag or a candidate's (vX.Y.Z, vX.Y.Z-rc.N); null where it is neither. */
function numbersOf(tag: string): readonly number[] | null {
  const match = /^v(\d+)\.(\d+)\.(\d+)(?:-rc\.\d+)?$/.exec(tag);
  return match === null ? null : match.slice(1).map(Number);
}

/** By Semantic Versioning's precedence of what they name, candidates by the version that they are for. Negative where left is lower. */
export function compareVersions(left: string, right: string): number {
  const [one, other] = [numbersOf(left), numbersOf(right)];
  if (one === null || other === null) throw new Error(`${one === null ? left : right} is no version.`);
  for (const [index, number] of one.entries()) {
    const difference = number - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The highest of the release tags; null where there is none. */
export function highest<Tagged extends { readonly tag: string }>(releases: readonly Tagged[]): Tagged | null {
  return releases.toSorted((left, right) => compareVersions(left.tag, right.tag)).at(-1) ?? null;
}
