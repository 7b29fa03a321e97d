import { describe, expect, it } from 'vitest';
import { headCommit, otherCommit } from '../ports/testing/fake-source.ts';
import { digestNamed } from '../ports/testing/sample-release.ts';
import type { Promotion, TriggerSeen } from './eligibility.ts';
import { principalRefusal, tagNameRefusal, triggerRefusal, upstreamRefusal } from './eligibility.ts';

/** Both questions in the order in which a stage asks them. */
function promotionRefusal(asked: Parameters<typeof principalRefusal>[0] & Parameters<typeof upstreamRefusal>[0]): string | null {
  return upstreamRefusal(asked) ?? principalRefusal(asked);
}

const release = digestNamed('release');
const other = digestNamed('other release');
const pipelineRoleArn = 'arn:pipeline';

function promotion(more: Partial<Promotion> = {}): Promotion {
  return {
    environment: 'uat',
    release,
    upstream: { environment: 'dev', outcome: 'passed', release },
    pipelineRoleArn,
    caller: { roleArn: pipelineRoleArn, admitted: true, reason: '' },
    ...more,
  };
}

describe('a promotion', () => {
  it('may be where upstream passed this release and the pipeline asks', () => {
    expect(promotionRefusal(promotion())).toBeNull();
  });

  it('may be into the first stage, where nothing is upstream', () => {
    expect(promotionRefusal(promotion({ upstream: null, release: null }))).toBeNull();
  });

  it('may be before anything is built, where upstream passed nothing either', () => {
    expect(promotionRefusal(promotion({ release: null, upstream: { environment: 'dev', outcome: 'passed', release: null } }))).toBeNull();
  });

  it.each([
    [
      'upstream was not gone through',
      promotion({ upstream: { environment: 'dev', outcome: null, release } }),
      'uat takes only what dev has passed, and this release has not been through it in this run: promote it to dev first.',
    ],
    ...(['blocked', 'rolled-back', 'waiting', 'not-reached'] as const).map(
      (outcome) =>
        [
          `upstream is ${outcome}`,
          promotion({ upstream: { environment: 'dev', outcome, release } }),
          `uat takes only what dev has passed, and this release is ${outcome} there: promote it to dev first.`,
        ] as const,
    ),
    [
      'upstream passed another release',
      promotion({ upstream: { environment: 'dev', outcome: 'passed', release: other } }),
      `dev passed ${other}, not ${release}: promote this one to dev first.`,
    ],
    [
      'upstream passed a release and there is none now',
      promotion({ release: null }),
      `dev passed ${release}, not no release: promote this one to dev first.`,
    ],
    [
      'upstream passed none and there is one now',
      promotion({ upstream: { environment: 'dev', outcome: 'passed', release: null } }),
      `dev passed no release, not ${release}: promote this one to dev first.`,
    ],
    [
      'another than the pipeline asks',
      promotion({ caller: { roleArn: 'arn:dev', admitted: true, reason: '' } }),
      "arn:dev may not promote to uat, only the pipeline's role arn:pipeline may: promote with its credentials.",
    ],
    [
      'the stage does not let the pipeline in',
      promotion({ caller: { roleArn: pipelineRoleArn, admitted: false, reason: 'AccessDenied' } }),
      'The role of uat does not let the pipeline in (AccessDenied): let its trust policy name arn:pipeline.',
    ],
  ] as const)('is refused where %s', (_, asked, refusal) => {
    expect(promotionRefusal(asked)).toBe(refusal);
  });
});

const cut = { trunk: 'main', base: 'v1.3.0', isCut: true } as const;

type TagSeen = TriggerSeen & { readonly kind: 'tag' };

function candidateTag(more: Partial<TagSeen> = {}): TagSeen {
  return {
    kind: 'tag',
    tag: 'candidate',
    name: 'v1.4.0-rc.1',
    branch: 'main',
    commit: headCommit,
    tagCommit: headCommit,
    onBranch: true,
    candidate: null,
    hotfix: null,
    latest: null,
    ...more,
  };
}

function releaseTag(more: Partial<TagSeen> = {}): TagSeen {
  return candidateTag({ tag: 'release', name: 'v1.4.0', candidate: { name: 'v1.4.0-rc.1', commit: headCommit }, ...more });
}

describe('a trigger', () => {
  it.each([
    ['by hand', { kind: 'manual' }],
    ['a merge', { kind: 'merge', branch: 'main', commit: headCommit, onBranch: true, hotfix: null }],
    ['a hotfix that was cut cleanly', { kind: 'merge', branch: 'hotfix/x', commit: headCommit, onBranch: true, hotfix: cut }],
    ['a candidate tag of such a hotfix', candidateTag({ branch: 'hotfix/x', hotfix: cut, latest: 'v1.3.0' })],
    ['a candidate tag above the latest release', candidateTag({ latest: 'v1.3.9' })],
    ['a release tag above the latest release', releaseTag({ latest: 'v1.3.9' })],
    ['a candidate tag', candidateTag()],
    ['a release tag', releaseTag()],
    ['a release tag on a path without candidates', releaseTag({ candidate: null })],
    ['a release tag on a later candidate', releaseTag({ candidate: { name: 'v1.4.0-rc.12', commit: headCommit } })],
    ['a candidate tag while another was a candidate before', candidateTag({ candidate: { name: 'v1.3.0-rc.1', commit: otherCommit } })],
  ] as const)('%s may set a promotion off', (_, seen) => {
    expect(triggerRefusal(seen)).toBeNull();
  });

  it.each([
    [
      'a commit off the branch',
      { kind: 'merge', branch: 'main', commit: headCommit, onBranch: false, hotfix: null },
      'Commit aaaaaaaaaaaa is not on main: merge it there first.',
    ],
    [
      'a hotfix that is off its branch',
      { kind: 'merge', branch: 'hotfix/x', commit: headCommit, onBranch: false, hotfix: { ...cut, isCut: false } },
      'Commit aaaaaaaaaaaa is not on hotfix/x: merge it there first.',
    ],
    [
      'a hotfix that brings more',
      { kind: 'merge', branch: 'hotfix/x', commit: headCommit, onBranch: true, hotfix: { ...cut, isCut: false } },
      'hotfix/x is not cut from v1.3.0, the latest release, or brings more of main than that: cut a branch at v1.3.0 and bring only the fix.',
    ],
    [
      'a tag of a hotfix that brings more',
      candidateTag({ branch: 'hotfix/x', hotfix: { ...cut, isCut: false } }),
      'hotfix/x is not cut from v1.3.0, the latest release, or brings more of main than that: cut a branch at v1.3.0 and bring only the fix.',
    ],
    [
      'a hotfix of nothing',
      candidateTag({ branch: 'hotfix/x', hotfix: { trunk: 'main', base: null, isCut: false } }),
      'hotfix/x is for a hotfix, and nothing is released yet: merge to main.',
    ],
    [
      'a release tag below the latest release',
      releaseTag({ latest: 'v1.10.0' }),
      'v1.4.0 is not above v1.10.0, which is released already: give the release a higher version.',
    ],
    [
      'a candidate of a version that is released',
      candidateTag({ latest: 'v1.4.0' }),
      'v1.4.0-rc.1 is not above v1.4.0, which is released already: give the release a higher version.',
    ],
    ['a tag that is not there', candidateTag({ tagCommit: null }), 'There is no tag v1.4.0-rc.1: put it on commit aaaaaaaaaaaa.'],
    [
      'a tag off the branch',
      candidateTag({ onBranch: false, tagCommit: otherCommit }),
      'v1.4.0-rc.1 is on commit bbbbbbbbbbbb, which is not on main: tag a commit of main.',
    ],
    [
      'a candidate tag on another commit',
      candidateTag({ tagCommit: otherCommit }),
      'v1.4.0-rc.1 is on commit bbbbbbbbbbbb, but what was built is commit aaaaaaaaaaaa: tag that one.',
    ],
    [
      'a release tag that stands for a candidate',
      candidateTag({ name: 'v1.4.0' }),
      'v1.4.0 is no candidate tag: name it like v1.4.0-rc.1.',
    ],
    [
      'a release tag on another commit',
      releaseTag({ tagCommit: otherCommit }),
      "v1.4.0 is on commit bbbbbbbbbbbb, but the candidate that passed, v1.4.0-rc.1, is on commit aaaaaaaaaaaa: put the release tag on the candidate's commit.",
    ],
    [
      'a release tag whose candidate is gone',
      releaseTag({ candidate: { name: 'v1.4.0-rc.1', commit: null } }),
      "v1.4.0 is on commit aaaaaaaaaaaa, but the candidate that passed, v1.4.0-rc.1, is on no commit any more: put the release tag on the candidate's commit.",
    ],
    [
      'a release tag of another version',
      releaseTag({ candidate: { name: 'v1.4.1-rc.1', commit: headCommit } }),
      'v1.4.1-rc.1 passed, which is no candidate of v1.4.0: tag the version that was tested.',
    ],
    [
      'a release tag of a version whose number only starts alike',
      releaseTag({ name: 'v1.4.1', candidate: { name: 'v1.4.10-rc.1', commit: headCommit } }),
      'v1.4.10-rc.1 passed, which is no candidate of v1.4.1: tag the version that was tested.',
    ],
    [
      'a release tag and a candidate that both are on another commit',
      releaseTag({ tagCommit: otherCommit, candidate: { name: 'v1.4.0-rc.1', commit: otherCommit } }),
      'v1.4.0 is on commit bbbbbbbbbbbb, but what was built is commit aaaaaaaaaaaa: tag that one.',
    ],
  ] as const)('%s may not', (_, seen, refusal) => {
    expect(triggerRefusal(seen)).toBe(refusal);
  });
});

describe('the name of a tag', () => {
  it.each([
    ['candidate', 'v1.4.0-rc.1'],
    ['candidate', 'v0.0.0-rc.0'],
    ['candidate', 'v10.20.30-rc.99'],
    ['release', 'v1.4.0'],
    ['release', 'v0.10.0'],
    ['release', 'v12.0.345'],
  ] as const)('of a %s may be %s', (tag, name) => {
    expect(tagNameRefusal(tag, name)).toBeNull();
  });

  it.each([
    '1.4.0-rc.1',
    'v1.4-rc.1',
    'v1.4.0-rc',
    'v1.4.0-rc.',
    'v1.4.0-rc.01',
    'v01.4.0-rc.1',
    'v1.4.0-beta.1',
    'v1.4.0-rc.1.2',
    'xv1.4.0-rc.1',
    'v1.4.0-rc.1 ',
    'v1x4.0-rc.1',
    'v1.4x0-rc.1',
    'v1.4.0-rcx1',
    'v1.4.0',
  ])('of a candidate may not be %j', (name) => {
    expect(tagNameRefusal('candidate', name)).toBe(`${name} is no candidate tag: name it like v1.4.0-rc.1.`);
  });

  it.each(['1.4.0', 'v1.4', 'v1.4.0.0', 'v1.04.0', 'v1.4.00', 'v1.4.0-rc.1', 'v1.4.0+build', 'v1.4.0\n', 'v1x4.0', 'v1.4x0', 'latest'])(
    'of a release may not be %j',
    (name) => {
      expect(tagNameRefusal('release', name)).toBe(`${name} is no release tag: name it like v1.4.0.`);
    },
  );
});
