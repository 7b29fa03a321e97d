import { describe, expect, it } from 'vitest';
import type { Happening, RunStarted } from '../model/evidence.ts';
import type { Stage, Topology } from '../model/topology.ts';
import { headCommit, otherCommit } from '../ports/testing/fake-source.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { sampleRelease } from '../ports/testing/sample-release.ts';
import { sampleStart } from '../ports/testing/sample-run.ts';
import { stepFinished } from '../ports/testing/sample-subject.ts';
import { noRules, stageOf } from '../ports/testing/sample-topology.ts';
import { admit } from './admit.ts';
import { stateOf } from './run-state.ts';

const at = '2026-01-01T00:00:00.000Z';
const uat = stageOf('uat', { kind: 'tag', tag: 'candidate', branch: 'main' }, []);
const preview = stageOf('preview', { kind: 'manual' }, []);
const production = stageOf('production', { kind: 'tag', tag: 'release', branch: 'main' }, []);
const afterwards = stageOf('afterwards', { kind: 'tag', tag: 'candidate', branch: 'main' }, []);
const topology: Topology = {
  name: 't',
  tooling: { account: '9', region: 'eu-west-1' },
  rules: noRules,
  stages: [uat, preview, production, afterwards],
};
const run: RunStarted = { ...sampleStart, kind: 'run-started', at, path: [] };

/** UAT and the preview have passed the sample release. */
const passed: readonly Happening[] = [
  started('uat', 'v1.4.0-rc.1'),
  stepFinished({ environment: 'uat', facts: { release: sampleRelease } }),
  { kind: 'stage-finished', at, environment: 'uat', outcome: 'passed' },
  started('preview', headCommit),
  { kind: 'stage-finished', at, environment: 'preview', outcome: 'passed' },
];

function started(environment: string, ref: string): Happening {
  return { kind: 'stage-started', at, environment, account: '1', trigger: { kind: 'tag', ref }, principal: 'p' };
}

function ask(world: FakeWorld, stage: Stage, happenings: readonly Happening[] = passed, start: RunStarted = run) {
  return admit(topology, stage, start, stateOf(happenings), world.ports, {});
}

describe('who comes into a stage', () => {
  it('is asked for by a principal, and may by its tag', async () => {
    const world = new FakeWorld();
    world.source.tags.set('v1.4.0-rc.1', headCommit);
    expect(await ask(world, production)).toEqual({ principal: world.caller.arn, refusal: null });
    expect(world.source.tags.get('v1.4.0')).toBe(headCommit);
  });

  it('is compared with the nearest candidate upstream, whatever is between or after', async () => {
    const world = new FakeWorld();
    world.source.tags.set('v1.4.0-rc.1', otherCommit).set('v1.4.0', headCommit);
    expect((await ask(world, production)).refusal?.reason).toContain('v1.4.0-rc.1, is on commit bbbbbbbbbbbb');
  });

  it('is refused by a tag off main', async () => {
    const world = new FakeWorld();
    world.source.onMain = [headCommit];
    world.source.tags.set('v1.4.0-rc.1', otherCommit);
    expect((await ask(world, uat, [])).refusal?.reason).toBe(
      'v1.4.0-rc.1 is on commit bbbbbbbbbbbb, which is not on main: tag a commit of main.',
    );
  });

  it('is refused by a tag that can not be kept', async () => {
    const world = new FakeWorld();
    const source = Object.assign(world.source, { tag: () => Promise.resolve() });
    expect((await admit(topology, uat, run, stateOf([]), { ...world.ports, source }, {})).refusal?.reason).toBe(
      'There is no tag v1.4.0-rc.1: put it on commit aaaaaaaaaaaa.',
    );
  });

  it('is refused by a misnamed tag, which is then not made', async () => {
    const world = new FakeWorld();
    expect((await ask(world, uat, [], { ...run, candidate: 'rc-1' })).refusal?.reason).toBe(
      'rc-1 is no candidate tag: name it like v1.4.0-rc.1.',
    );
    expect(world.source.tags.size).toBe(0);
  });

  it('is refused below the latest release, which its own tag is not', async () => {
    const world = new FakeWorld();
    world.source.tags.set('v1.3.0', otherCommit).set('v1.4.0', headCommit);
    expect((await ask(world, uat, [])).refusal).toBeNull();
    world.source.tags.set('v1.5.0', headCommit);
    expect((await ask(world, uat, [])).refusal).toBeNull();
    world.source.tags.set('v1.5.0', otherCommit);
    expect((await ask(world, uat, [])).refusal).toEqual({
      gate: 'same-artefact',
      reason: 'v1.4.0-rc.1 is not above v1.5.0, which is released already: give the release a higher version.',
    });
  });

  it('may be a hotfix, from its own branch and by its own tags', async () => {
    const world = new FakeWorld();
    const dev = stageOf('dev', { kind: 'merge', branch: 'main' }, []);
    const path = { ...topology, stages: [dev, { ...uat, trigger: { ...uat.trigger } }] };
    const hotfix = { ...run, version: 'v1.3.1', candidate: 'v1.3.1-rc.1', hotfix: 'hotfix/x' };
    const askHotfix = (stage: Stage, happenings: readonly Happening[] = []) =>
      admit(path, stage, hotfix, stateOf(happenings), world.ports, {});
    world.source.onMain = [otherCommit];
    world.source.tags.set('v1.3.0', otherCommit).set('v1.2.0', 'c'.repeat(40));
    expect((await askHotfix(dev)).refusal?.reason).toBe('Commit aaaaaaaaaaaa is not on hotfix/x: merge it there first.');
    world.source.branches.set('hotfix/x', [headCommit]);
    expect((await askHotfix(dev)).refusal?.reason).toContain('hotfix/x is not cut from v1.3.0');
    world.source.cuts.add(`${headCommit} ${otherCommit} main`);
    expect((await askHotfix(dev)).refusal).toBeNull();
    const devPassed: Happening = { kind: 'stage-finished', at, environment: 'dev', outcome: 'passed' };
    expect((await askHotfix(path.stages[1] ?? uat, [devPassed])).refusal).toBeNull();
    expect(world.source.tags.get('v1.3.1-rc.1')).toBe(headCommit);
    world.source.tags.delete('v1.3.0');
    world.source.tags.delete('v1.2.0');
    expect((await askHotfix(dev)).refusal?.reason).toBe('hotfix/x is for a hotfix, and nothing is released yet: merge to main.');
  });

  it('is the release that upstream passed, not one that came later', async () => {
    const world = new FakeWorld();
    world.source.tags.set('v1.4.0-rc.1', headCommit);
    const other = { ...sampleRelease, id: `sha256:${'0'.repeat(64)}` as const };
    const later = [...passed, stepFinished({ environment: 'production', facts: { release: other } })];
    expect((await ask(world, production, later)).refusal?.reason).toBe(
      `preview passed ${sampleRelease.id}, not ${other.id}: promote this one to preview first.`,
    );
  });
});
