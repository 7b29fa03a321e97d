import { describe, expect, it } from 'vitest';
import type { GateName } from '../model/gate-name.ts';
import { FakeWorld } from '../ports/testing/fake-world.ts';
import { digestNamed, sha256 } from '../ports/testing/sample-release.ts';
import { subjectWith } from '../ports/testing/sample-subject.ts';
import { gateStep } from '../ports/testing/sample-topology.ts';
import { migrate } from './migrate.ts';
import { migrationsValidate } from './migrations-validate.ts';

const evidence = [digestNamed('flyway')];

function subject(gate: GateName) {
  return subjectWith({ step: gateStep(gate) });
}

describe('the migrations-validate gate', () => {
  it.each([
    ['3', 'The stored migrations agree with what payments has applied, up to version 3.'],
    [null, 'The stored migrations agree with what payments has applied, up to no version yet.'],
  ])('passes what agrees with a database at %s', async (version, reason) => {
    const world = new FakeWorld();
    world.migration = { kind: 'done', by: 'Flyway 10.21.0', database: 'payments', version, applied: [], evidence };
    expect(await migrationsValidate.run(subject('migrations-validate'), world.ports)).toEqual({
      verdict: 'passed',
      reason,
      evidence,
      facts: {},
    });
  });

  it("fails with the migrator's own words", async () => {
    const world = new FakeWorld();
    world.migration = { kind: 'failed', reason: 'Checksum of V2 differs.', evidence };
    expect(await migrationsValidate.run(subject('migrations-validate'), world.ports)).toEqual({
      verdict: 'failed',
      reason: 'Checksum of V2 differs.',
      evidence,
      facts: {},
    });
  });

  it('passes a project without a database', async () => {
    const world = new FakeWorld();
    world.migration = { kind: 'no-database' };
    expect(await migrationsValidate.run(subject('migrations-validate'), world.ports)).toEqual({
      verdict: 'passed',
      reason: 'The project has no database.',
      evidence: [],
      facts: {},
    });
  });
});

describe('the migrate gate', () => {
  it('passes with what was applied and the schema that came of it', async () => {
    const world = new FakeWorld();
    const text = world.schema?.text ?? '';
    expect(await migrate.run(subject('migrate'), world.ports)).toEqual({
      verdict: 'passed',
      reason: 'Applied 2 migrations (2, 3); payments is at version 3.',
      evidence: [...evidence, sha256(text)],
      facts: { database: [{ name: 'payments', version: '3', schema: sha256(text), migratedBy: 'Flyway 10.21.0' }], migrated: [] },
    });
    expect(world.evidence.kept.get('schema-uat.sql')).toBe(text);
  });

  it.each([
    [[], 'Applied no migration; payments is at version 3.'],
    [['3'], 'Applied 1 migration (3); payments is at version 3.'],
  ])('counts %j', async (applied, reason) => {
    const world = new FakeWorld();
    world.migration = { kind: 'done', by: 'Flyway 10.21.0', database: 'payments', version: '3', applied, evidence };
    expect(await migrate.run(subject('migrate'), world.ports)).toMatchObject({ verdict: 'passed', reason });
  });

  it('fails where the database says another version', async () => {
    const world = new FakeWorld();
    world.migration = { kind: 'done', by: 'Flyway 10.21.0', database: 'payments', version: '4', applied: ['4'], evidence };
    expect(await migrate.run(subject('migrate'), world.ports)).toMatchObject({
      verdict: 'failed',
      reason: 'The migrator says version 4, the database says version 3: see the history table of payments.',
    });
  });

  it("fails where the schema can't be read back", async () => {
    const world = new FakeWorld();
    world.schema = null;
    expect(await migrate.run(subject('migrate'), world.ports)).toEqual({
      verdict: 'failed',
      reason: "payments was migrated, but its schema can't be read back: see the migrator's log.",
      evidence,
      facts: {},
    });
  });

  it("fails with the migrator's own words", async () => {
    const world = new FakeWorld();
    world.migration = { kind: 'failed', reason: 'V3 stopped half-way.', evidence };
    expect(await migrate.run(subject('migrate'), world.ports)).toEqual({
      verdict: 'failed',
      reason: 'V3 stopped half-way.',
      evidence,
      facts: {},
    });
  });

  it('passes a project without a database', async () => {
    const world = new FakeWorld();
    world.migration = { kind: 'no-database' };
    expect(await migrate.run(subject('migrate'), world.ports)).toEqual({
      verdict: 'passed',
      reason: 'The project has no database.',
      evidence: [],
      facts: {},
    });
  });
});
