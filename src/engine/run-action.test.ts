import { describe, expect, it } from 'vitest';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { sampleRelease, sha256 } from '../ports/testing/sample-release.ts';
import { runAction } from './run-action.ts';

const snapshot = { kind: 'action', action: 'schema-snapshot' } as const;
const tag = { kind: 'action', action: 'tag-artefacts', tags: { 'integration-passed': 'true', stage: 'dev' } } as const;

describe('a schema snapshot', () => {
  it('is kept beside the release and as evidence', async () => {
    const world = new FakeWorld();
    const text = 'create table payment ();\n';
    expect(await runAction(snapshot, 'dev', sampleRelease, world.ports)).toEqual({
      verdict: 'passed',
      reason: 'The schema of payments (by catalogues) is kept beside the release as schema-dev.sql.',
      evidence: [sha256(text)],
      facts: { database: [{ name: 'payments', version: '3', schema: sha256(text) }] },
    });
    expect(world.registry.beside.get('schema-dev.sql')).toBe(text);
    expect(world.evidence.kept.get('schema-dev.sql')).toBe(text);
  });

  it('is none where there is no database', async () => {
    const world = new FakeWorld();
    world.schema = null;
    expect(await runAction(snapshot, 'dev', sampleRelease, world.ports)).toEqual({
      verdict: 'passed',
      reason: 'The project has no database.',
      evidence: [],
      facts: {},
    });
    expect(world.registry.beside.size).toBe(0);
  });
});

describe('tags on the objects', () => {
  it('are read back', async () => {
    const world = new FakeWorld();
    expect(await runAction(tag, 'dev', sampleRelease, world.ports)).toMatchObject({
      verdict: 'passed',
      reason: 'All 3 objects carry integration-passed=true, stage=dev.',
    });
    expect(world.registry.tags).toEqual({ 'integration-passed': 'true', stage: 'dev' });
  });

  it('that are not kept are an error', async () => {
    const world = new FakeWorld();
    world.registry.forgetsTags = true;
    world.registry.tags = { stage: 'dev' };
    await expect(runAction(tag, 'dev', sampleRelease, world.ports)).rejects.toThrow(
      "The registry did not keep integration-passed: see whether the stage's role may tag objects.",
    );
  });
});

it('needs a release', async () => {
  await expect(runAction(tag, 'dev', null, new FakeWorld().ports)).rejects.toThrow(
    'tag-artefacts needs a release: put a build gate before it in the topology.',
  );
});
