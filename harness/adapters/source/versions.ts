import semver from 'semver';

const release = /^v\d+\.\d+\.\d+$/;
const candidate = /^v\d+\.\d+\.\d+-rc\.\d+$/;

export interface Versions {
  /** vX.Y.Z */
  readonly version: string;
  /** vX.Y.Z-rc.N */
  readonly candidate: string;
}

export function isRelease(tag: string): boolean {
  return release.test(tag);
}

/** The newest of the release tags, by SemVer's precedence; null where there is none. */
export function newestRelease(tags: readonly string[]): string | null {
  return tags.filter((tag) => release.test(tag)).sort((left, right) => semver.rcompare(left, right))[0] ?? null;
}

/**
 * What a rehearsal calls the commit. Its own tags where it has them, else what package.json says where that is above the last release,
 * else the next MINOR, of a hotfix the next PATCH; v0.1.0 for a project without a release. The candidate's number is the next free one.
 */
export function versionsFor(input: {
  readonly tagsOfCommit: readonly string[];
  readonly allTags: readonly string[];
  readonly packageVersion: string | null;
  readonly hotfix?: boolean;
}): Versions {
  const { tagsOfCommit, allTags, packageVersion, hotfix = false } = input;
  const ownRelease = newestRelease(tagsOfCommit);
  const ownCandidate = tagsOfCommit.filter((tag) => candidate.test(tag)).sort((left, right) => semver.rcompare(left, right))[0] ?? null;
  const version =
    ownRelease ??
    (ownCandidate === null ? nextVersion(newestRelease(allTags), packageVersion, hotfix) : ownCandidate.replace(/-rc\.\d+$/, ''));
  if (ownCandidate?.startsWith(`${version}-rc.`) === true) return { version, candidate: ownCandidate };
  const numbers = allTags.filter((tag) => tag.startsWith(`${version}-rc.`)).map((tag) => Number(tag.slice(version.length + 4)));
  return { version, candidate: `${version}-rc.${Math.max(0, ...numbers) + 1}` };
}

function nextVersion(last: string | null, packageVersion: string | null, hotfix: boolean): string {
  if (last === null) return 'v0.1.0';
  if (packageVersion !== null && semver.valid(packageVersion) !== null && semver.gt(packageVersion, last)) return `v${packageVersion}`;
  return `v${semver.inc(last, hotfix ? 'patch' : 'minor')}`;
}
