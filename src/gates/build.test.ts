import { describe, expect, it } from 'vitest';
import type { Problem } from '../model/problem.ts';
import type { Release } from '../model/release.ts';
import { otherCommit } from '../ports/testing/fake-source.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { digestNamed, sampleRelease } from '../ports/testing/sample-release.ts';
import { subjectWith } from '../ports/testing/sample-subject.ts';
import { gateStep } from '../ports/testing/sample-topology.ts';
import { build } from './build.ts';
import { short } from './registry-differences.ts';

const id = short(sampleRelease.id);

function run(world: FakeWorld, release: Release | null = null) {
  return build.run(subjectWith({ step: gateStep('build'), release }), world.ports);
}

async function stored(): Promise<FakeWorld> {
  const world = new FakeWorld();
  await world.registry.store(sampleRelease);
  return world;
}

describe('a commit that was never built', () => {
  it('is built and stored as a release', async () => {
    const world = new FakeWorld();
    expect(await run(world)).toEqual({
      verdict: 'passed',
      reason: `Built 3 artefacts once, as release ${id}.`,
      evidence: [digestNamed('manifest'), digestNamed('build log')],
      facts: { release: sampleRelease },
    });
    expect(world.registry.releases.get(sampleRelease.commit)).toEqual(sampleRelease);
    expect(world.builds).toBe(1);
  });

  const problem: Problem = { file: 'src/create.ts', line: 3, column: 7, path: '', message: 'Unexpected ")".', hint: '' };
  it.each<readonly [string, readonly Problem[], string]>([
    ['with its place', [problem], 'src/create.ts:3:7: Unexpected ")".'],
    ['with a hint', [{ ...problem, hint: 'Take it out.' }], 'src/create.ts:3:7: Unexpected ")". Take it out.'],
    ['of a whole file', [{ ...problem, line: 0, column: 0 }], 'src/create.ts: Unexpected ")".'],
    [
      'in a document',
      [{ ...problem, file: 'rehearsal.yaml', path: 'modules.X.entry' }],
      'rehearsal.yaml:3:7 modules.X.entry: Unexpected ")".',
    ],
    ['and how many more', [problem, problem, problem], 'src/create.ts:3:7: Unexpected ")". (and 2 more)'],
    ['that nobody names', [], 'The build failed and named no problem: see its log.'],
  ])('fails on a problem %s', async (_, problems, reason) => {
    const world = new FakeWorld();
    world.buildOutcome = { kind: 'failed', problems };
    expect(await run(world)).toEqual({ verdict: 'failed', reason, evidence: [], facts: {} });
    expect(world.registry.objects.size).toBe(0);
  });

  it('is inconclusive where nothing came of it', async () => {
    const world = new FakeWorld();
    world.buildOutcome = { kind: 'built', artefacts: [], manifest: digestNamed('m'), evidence: [digestNamed('log')] };
    expect(await run(world)).toEqual({
      verdict: 'inconclusive',
      reason: 'The build made no artefact: name functions or a template under modules in rehearsal.yaml.',
      evidence: [digestNamed('log')],
      facts: {},
    });
  });

  it('fails where the registry gives back something else', async () => {
    const world = new FakeWorld();
    const artefacts = {
      ...world.ports.artefacts,
      find: () => Promise.resolve(null),
      store: () => Promise.resolve(),
      digestOf: () => Promise.resolve(null),
    };
    expect(await build.run(subjectWith({ step: gateStep('build'), release: null }), { ...world.ports, artefacts })).toMatchObject({
      verdict: 'failed',
      reason: 'The registry did not keep what was built: create.zip is gone; read.zip is gone; template.json is gone.',
      evidence: [digestNamed('build log')],
      facts: {},
    });
  });
});

describe('a commit that was built before', () => {
  it.each([
    ['in this run', sampleRelease],
    ['as the registry says', null],
  ])('is not built again (%s)', async (_, release) => {
    const world = await stored();
    expect(await run(world, release)).toEqual({
      verdict: 'passed',
      reason: `Release ${id} was built before; its 3 artefacts have the same digests still.`,
      evidence: [],
      facts: { release: sampleRelease },
    });
    expect(world.builds).toBe(0);
  });

  it('fails where a zip was changed or is gone', async () => {
    const world = await stored();
    world.registry.objects.set('create.zip', digestNamed('changed'));
    world.registry.objects.delete('read.zip');
    expect(await run(world, sampleRelease)).toEqual({
      verdict: 'failed',
      reason: `What was built from this commit was changed in the registry: create.zip was built as ${short(digestNamed('create.zip'))} and is ${short(digestNamed('changed'))} now; read.zip is gone. Start from a new commit.`,
      evidence: [],
      facts: {},
    });
    expect(world.builds).toBe(0);
  });

  it('fails where the release is of another commit', async () => {
    expect(await run(await stored(), { ...sampleRelease, commit: otherCommit })).toMatchObject({
      verdict: 'failed',
      reason: `The release found was built from ${otherCommit}, not from ${sampleRelease.commit}: rehearse in a world of its own.`,
    });
  });

  it('fails where the id is not that of its artefacts', async () => {
    const release = { ...sampleRelease, id: digestNamed('forged') };
    expect(await run(await stored(), release)).toMatchObject({
      verdict: 'failed',
      reason: `Release ${short(digestNamed('forged'))} no longer is the digest of its artefacts: start from a new commit.`,
    });
  });
});

it('shortens a digest to what it can be found by', () => {
  expect(short(`sha256:${'0123456789abcdef'.repeat(4)}`)).toBe('sha256:0123456789ab');
});
