import type { OlderRelease } from '../ports/compatibility.ts';
import type { Ports } from '../ports/ports.ts';
import type { ReleaseSubject } from './define-gate.ts';

/** A release that may have traffic again, and why. */
export interface ReleaseToLiveWith extends OlderRelease {
  readonly because: 'live' | 'standby';
}

/**
 * The release that is live, and, where something is taken away, those before it that are kept to come back to: each was replaced when the
 * next one was tagged, and is kept for its standby from then on.
 */
export async function releasesToLiveWith(
  { stage }: Pick<ReleaseSubject, 'stage'>,
  { standbyMs, contracts }: { readonly standbyMs: number; readonly contracts: boolean },
  { evidence, source, clock }: Pick<Ports, 'evidence' | 'source' | 'clock'>,
): Promise<readonly ReleaseToLiveWith[]> {
  const happenings = evidence.entries().map(({ happening }) => happening);
  const live = happenings.findLast((each) => each.kind === 'baseline' && each.environment === stage.environment);
  if (live?.kind !== 'baseline' || live.version === null || live.commit === null) return [];
  const all: ReleaseToLiveWith[] = [{ version: live.version, commit: live.commit, because: 'live' }];
  if (!contracts) return all;
  const releases = (await source.releases()).toSorted((left, right) => order(left.tag, right.tag));
  const now = clock.now().getTime();
  for (let index = releases.findIndex(({ tag }) => tag === live.version); index > 0; index -= 1) {
    const [former, replacing] = [releases[index - 1], releases[index]];
    if (former === undefined || replacing === undefined) break;
    const replacedAt = Date.parse(await source.taggedAt(replacing.tag));
    if (now - replacedAt >= standbyMs) break;
    all.push({ version: former.tag, commit: former.commit, because: 'standby' });
  }
  return all;
}

/** vX.Y.Z by its numbers. */
function order(left: string, right: string): number {
  const [a, b] = [left, right].map((tag) => tag.replace(/^v/, '').split('.').map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
