import type { Digest } from '../model/digest.ts';
import type { StageOutcome } from '../model/record.ts';
import { compareVersions } from './version-order.ts';

/** What is known, from evidence and the accounts, when a release asks to come into a stage. */
export interface Promotion {
  readonly environment: string;
  /** What was built; null before that. */
  readonly release: Digest | null;
  /** The stage before this one, and the release that it passed; null for the first stage. */
  readonly upstream: {
    readonly environment: string;
    readonly outcome: StageOutcome | null;
    readonly release: Digest | null;
  } | null;
  readonly pipelineRoleArn: string;
  readonly caller: { readonly roleArn: string; readonly admitted: boolean; readonly reason: string };
}

/** Why this release may not come into this stage as far as it has come, one sentence with what to do; null where it may. */
export function upstreamRefusal({
  environment,
  release,
  upstream,
}: Pick<Promotion, 'environment' | 'release' | 'upstream'>): string | null {
  if (upstream !== null && upstream.outcome !== 'passed') {
    const stands = upstream.outcome === null ? 'has not been through it in this run' : `is ${upstream.outcome} there`;
    return `${environment} takes only what ${upstream.environment} has passed, and this release ${stands}: promote it to ${upstream.environment} first.`;
  }
  if (upstream !== null && upstream.release !== release) {
    return `${upstream.environment} passed ${upstream.release ?? 'no release'}, not ${release ?? 'no release'}: promote this one to ${upstream.environment} first.`;
  }
  return null;
}

/** Why this principal may not promote into this stage, one sentence with what to do; null where it may. */
export function principalRefusal({
  environment,
  pipelineRoleArn,
  caller,
}: Pick<Promotion, 'environment' | 'pipelineRoleArn' | 'caller'>): string | null {
  if (caller.roleArn !== pipelineRoleArn) {
    return `${caller.roleArn} may not promote to ${environment}, only the pipeline's role ${pipelineRoleArn} may: promote with its credentials.`;
  }
  if (!caller.admitted) {
    return `The role of ${environment} does not let the pipeline in (${caller.reason}): let its trust policy name ${pipelineRoleArn}.`;
  }
  return null;
}

/** What set a promotion off, as the repository says. */
export type TriggerSeen =
  | { readonly kind: 'manual' }
  | {
      readonly kind: 'merge';
      readonly branch: string;
      readonly commit: string;
      readonly onBranch: boolean;
      readonly hotfix: HotfixSeen | null;
    }
  | {
      readonly kind: 'tag';
      readonly tag: 'candidate' | 'release';
      readonly name: string;
      readonly branch: string;
      /** The commit that is rehearsed. */
      readonly commit: string;
      /** The commit that the tag names; null where there is no such tag. */
      readonly tagCommit: string | null;
      /** Whether the tag's commit is on the branch. */
      readonly onBranch: boolean;
      /** The candidate tag that passed upstream, and its commit; null where the path has none. */
      readonly candidate: { readonly name: string; readonly commit: string | null } | null;
      readonly hotfix: HotfixSeen | null;
      /** The highest release tag on another commit; null where there is none. */
      readonly latest: string | null;
    };

/** A branch beside the trunk, and the release that it has to be cut from. */
export interface HotfixSeen {
  readonly trunk: string;
  /** The highest release; null where there is none. */
  readonly base: string | null;
  /** Whether the branch holds that release, and of the trunk nothing that came after it. */
  readonly isCut: boolean;
}

/** Why a trigger may not set this promotion off, one sentence with what to do; null where it may. */
export function triggerRefusal(seen: TriggerSeen): string | null {
  switch (seen.kind) {
    case 'manual':
      return null;
    case 'merge':
      if (!seen.onBranch) return `Commit ${brief(seen.commit)} is not on ${seen.branch}: merge it there first.`;
      return hotfixRefusal(seen.branch, seen.hotfix);
    case 'tag':
      return tagNameRefusal(seen.tag, seen.name) ?? tagRefusal(seen) ?? orderRefusal(seen) ?? hotfixRefusal(seen.branch, seen.hotfix);
  }
}

const number = '(0|[1-9][0-9]*)';
const shapes = {
  candidate: { pattern: new RegExp(`^v${number}\\.${number}\\.${number}-rc\\.${number}$`), example: 'v1.4.0-rc.1' },
  release: { pattern: new RegExp(`^v${number}\\.${number}\\.${number}$`), example: 'v1.4.0' },
} as const;

/** Tags are Semantic Versions after a v: vX.Y.Z-rc.N for candidates, vX.Y.Z for releases. */
export function tagNameRefusal(tag: 'candidate' | 'release', name: string): string | null {
  const { pattern, example } = shapes[tag];
  return pattern.test(name) ? null : `${name} is no ${tag} tag: name it like ${example}.`;
}

function tagRefusal({ tag, name, branch, commit, tagCommit, onBranch, candidate }: TriggerSeen & { readonly kind: 'tag' }): string | null {
  if (tagCommit === null) return `There is no tag ${name}: put it on commit ${brief(commit)}.`;
  if (!onBranch) return `${name} is on commit ${brief(tagCommit)}, which is not on ${branch}: tag a commit of ${branch}.`;
  if (tag === 'release' && candidate !== null) {
    if (!candidate.name.startsWith(`${name}-rc.`))
      return `${candidate.name} passed, which is no candidate of ${name}: tag the version that was tested.`;
    if (tagCommit !== candidate.commit) {
      const passed = candidate.commit === null ? 'no commit any more' : `commit ${brief(candidate.commit)}`;
      return `${name} is on commit ${brief(tagCommit)}, but the candidate that passed, ${candidate.name}, is on ${passed}: put the release tag on the candidate's commit.`;
    }
  }
  if (tagCommit !== commit) return `${name} is on commit ${brief(tagCommit)}, but what was built is commit ${brief(commit)}: tag that one.`;
  return null;
}

/** Versions only go up: a lower one would be taken for older by everybody who sorts them. */
function orderRefusal({ name, latest }: TriggerSeen & { readonly kind: 'tag' }): string | null {
  if (latest === null || compareVersions(name, latest) > 0) return null;
  return `${name} is not above ${latest}, which is released already: give the release a higher version.`;
}

function hotfixRefusal(branch: string, hotfix: HotfixSeen | null): string | null {
  if (hotfix === null || hotfix.isCut) return null;
  if (hotfix.base === null) return `${branch} is for a hotfix, and nothing is released yet: merge to ${hotfix.trunk}.`;
  return `${branch} is not cut from ${hotfix.base}, the latest release, or brings more of ${hotfix.trunk} than that: cut a branch at ${hotfix.base} and bring only the fix.`;
}

function brief(commit: string): string {
  return commit.slice(0, 12);
}
