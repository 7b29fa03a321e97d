import { describe, expect, it } from 'vitest';
import type { Digest } from '../model/digest.ts';
import type { StepFinished } from '../model/evidence.ts';
import type { Release } from '../model/release.ts';
import type { GateSubject } from '../ports/gate.ts';
import { newVersions, oldVersions, twoRegions } from '../ports/testing/fake-accounts.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { digestNamed, sampleRelease } from '../ports/testing/sample-release.ts';
import { stepFinished, subjectWith } from '../ports/testing/sample-subject.ts';
import { gateStep, sampleTopology, stageOf } from '../ports/testing/sample-topology.ts';
import { short } from './registry-differences.ts';
import { sameArtefact } from './same-artefact.ts';

const id = short(sampleRelease.id);
const otherRelease: Release = { ...sampleRelease, id: digestNamed('other') };

function deployed(environment: string, functions = newVersions): StepFinished {
  return stepFinished({ environment, facts: { deployed: functions } });
}

const built = stepFinished({ environment: 'local', name: 'build', facts: { release: sampleRelease } });
const whole: readonly StepFinished[] = [built, deployed('local'), deployed('dev')];

async function run(change: (world: FakeWorld) => void = () => undefined, more: Partial<GateSubject> = {}) {
  const world = new FakeWorld();
  await world.registry.store(sampleRelease);
  world.registry.tags = { 'integration-passed': 'true' };
  change(world);
  return sameArtefact.run(subjectWith({ step: gateStep('same-artefact'), done: whole, ...more }), world.ports);
}

describe('the same-artefact gate', () => {
  it('passes the bytes that were built, deployed and tagged upstream', async () => {
    expect(await run()).toEqual({
      verdict: 'passed',
      reason: `3 artefacts in the registry and what local, dev deployed have the digests of release ${id}.`,
      evidence: [],
      facts: {},
    });
  });

  it('passes in the first stage, where nothing is upstream', async () => {
    const [stage] = sampleTopology.stages;
    expect(await run(undefined, { ...(stage === undefined ? {} : { stage }), done: [] })).toMatchObject({
      verdict: 'passed',
      reason: `3 artefacts in the registry have the digests of release ${id}.`,
    });
  });

  it.each<readonly [string, Digest, string]>([
    [
      'was changed',
      digestNamed('changed'),
      `failed: The registry does not hold what was built: read.zip in eu-central-1 was built as ${short(digestNamed('read.zip'))}`,
    ],
    ['is what was built', digestNamed('read.zip'), 'passed: 3 artefacts in the registry'],
  ])('looks into the copy of each of the stage’s regions: a zip there %s', async (_, digest, said) => {
    const stage = { ...stageOf('uat', { kind: 'manual' }, []), regions: twoRegions };
    const { verdict, reason } = await run((world) => world.registry.objects.set('eu-central-1/read.zip', digest), { stage });
    expect(`${verdict}: ${reason}`).toContain(said);
  });

  it('fails a zip that was changed in the registry', async () => {
    expect(await run((world) => world.registry.objects.set('read.zip', digestNamed('changed')))).toMatchObject({
      verdict: 'failed',
      reason: `The registry does not hold what was built: read.zip was built as ${short(digestNamed('read.zip'))} and is ${short(digestNamed('changed'))} now. Build a new commit and promote that.`,
    });
  });

  it('fails where objects are gone', async () => {
    const result = await run((world) => {
      world.registry.objects.clear();
    });
    expect(result.reason).toContain('create.zip is gone; read.zip is gone; template.json is gone.');
    expect(result.verdict).toBe('failed');
  });

  it('fails a release whose id is not the digest of its artefacts', async () => {
    expect(await run(undefined, { release: otherRelease })).toMatchObject({
      verdict: 'failed',
      reason: `Release ${short(otherRelease.id)} is not the digest of its artefacts: build a new commit and promote that.`,
    });
  });

  it('is inconclusive on a release of nothing', async () => {
    expect(await run(undefined, { release: { ...sampleRelease, artefacts: [] } })).toMatchObject({
      verdict: 'inconclusive',
      reason: 'The release has no artefact: see the build gate.',
    });
  });

  it('fails where upstream was passed by another release', async () => {
    const done = [...whole, stepFinished({ environment: 'dev', name: 'build', facts: { release: otherRelease } })];
    expect(await run(undefined, { done })).toMatchObject({
      verdict: 'failed',
      reason: `dev was passed by another release than ${id}: promote this one there first.`,
    });
  });

  it('fails where upstream tested other bytes', async () => {
    expect(await run(undefined, { done: [built, deployed('local'), deployed('dev', oldVersions)] })).toMatchObject({
      verdict: 'failed',
      reason: `dev tested other bytes: CreateFunction version 1 is ${short(digestNamed('old create.zip'))}, built was ${short(digestNamed('create.zip'))}; ReadFunction version 1 is ${short(digestNamed('old read.zip'))}, built was ${short(digestNamed('read.zip'))}.`,
    });
  });

  it("takes the last of upstream's deploys", async () => {
    const done = [built, deployed('local'), deployed('dev', oldVersions), deployed('dev')];
    expect(await run(undefined, { done })).toMatchObject({ verdict: 'passed' });
  });

  it('is inconclusive where nothing shows what upstream deployed', async () => {
    expect(await run(undefined, { done: [built, deployed('local')] })).toMatchObject({
      verdict: 'inconclusive',
      reason: 'There is no evidence of what dev deployed: promote the release there first.',
    });
  });

  it('asks nothing of an upstream that deploys nothing', async () => {
    const uat = stageOf('uat', { kind: 'manual' }, []);
    const checks = stageOf('checks', { kind: 'manual' }, [gateStep('lint'), { kind: 'action', action: 'schema-snapshot' }]);
    const topology = { ...sampleTopology, stages: [checks, uat] };
    expect(await run(undefined, { topology, stage: uat, done: [] })).toMatchObject({ verdict: 'passed' });
  });

  it.each([{}, { 'integration-passed': 'false' }])('fails objects that carry %j', async (tags) => {
    const result = await run((world) => {
      world.registry.tags = tags;
    });
    expect(result).toMatchObject({
      verdict: 'failed',
      reason: "The release's objects don't all carry integration-passed=true, which dev gives to what passes it: promote it there first.",
    });
  });

  it('ignores what stages further on have deployed', async () => {
    const done = [...whole, deployed('production', oldVersions), deployed('uat', oldVersions)];
    expect(await run(undefined, { done })).toMatchObject({ verdict: 'passed' });
  });
});
