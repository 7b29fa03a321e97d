import { describe, expect, it } from 'vitest';
import { runPath } from './engine/run-path.ts';
import { gates } from './gates/index.ts';
import type { Approval } from './model/approval.ts';
import type { Happening } from './model/evidence.ts';
import type { Topology } from './model/topology.ts';
import { oldVersions } from './ports/testing/fake-accounts.ts';
import { checkRan } from './ports/testing/fake-checks.ts';
import { FakeEvidence } from './ports/testing/fake-evidence.ts';
import { measured, routeLoad } from './ports/testing/fake-load.ts';
import { headCommit, otherCommit } from './ports/testing/fake-source.ts';
import { FakeWorld } from './ports/testing/fake-world.ts';
import { sampleProject } from './ports/testing/sample-project.ts';
import { digestNamed, sampleRelease, sha256 } from './ports/testing/sample-release.ts';
import { sampleStart } from './ports/testing/sample-run.ts';
import { gateStep, noRules, stageOf } from './ports/testing/sample-topology.ts';
import { strategies } from './strategies/index.ts';
import { judge } from './strategies/judge/index.ts';

const validate = gateStep('migrations-validate');
const migrate = gateStep('migrate');
const smoke = gateStep('smoke', { onFailure: 'roll-back' });
const deploy = gateStep('deploy', { onFailure: 'roll-back' });

/** Engine, gates and strategies as they are, on a world in memory: the path of four with every gate. */
const topology: Topology = {
  name: 'four-environment',
  tooling: { account: '999999999999', region: 'eu-west-1' },
  rules: noRules,
  stages: [
    stageOf('local', { kind: 'manual' }, [gateStep('build'), validate, migrate, deploy, smoke]),
    stageOf('dev', { kind: 'merge', branch: 'main' }, [
      gateStep('lint'),
      gateStep('typecheck'),
      gateStep('unit', { thresholds: { linesPercent: 80 } }),
      gateStep('policy'),
      gateStep('build'),
      gateStep('integration', { against: 'local' }),
      gateStep('contract', { against: 'local' }),
      validate,
      migrate,
      deploy,
      gateStep('integration'),
      { kind: 'action', action: 'schema-snapshot' },
      { kind: 'action', action: 'tag-artefacts', tags: { 'integration-passed': 'true' } },
      smoke,
    ]),
    stageOf('uat', { kind: 'tag', tag: 'candidate', branch: 'main' }, [
      gateStep('same-artefact'),
      validate,
      migrate,
      deploy,
      gateStep('acceptance'),
      gateStep('performance'),
      gateStep('security'),
      { kind: 'action', action: 'tag-artefacts', tags: { candidate: 'v1.4.0-rc.1' } },
    ]),
    stageOf('production', { kind: 'tag', tag: 'release', branch: 'main' }, [
      gateStep('approval'),
      gateStep('same-artefact'),
      validate,
      migrate,
      gateStep('deploy', { onFailure: 'roll-back', underTraffic: true }),
      smoke,
    ]),
  ],
};

const consent: Approval = {
  by: 'Rosa Release',
  role: 'release-manager',
  at: '2026-01-01T00:00:00.000Z',
  release: sampleRelease.id,
  plan: digestNamed('plan'),
  simulated: true,
};

function rehearse(plant: (world: FakeWorld) => void = () => undefined, evidence = new FakeEvidence()) {
  const world = new FakeWorld(evidence);
  world.accounts.setLive('production', oldVersions);
  world.approvals = [consent];
  plant(world);
  const run = () =>
    runPath({
      topology,
      project: sampleProject,
      gates,
      strategies,
      judge,
      ports: world.ports,
      sha256,
      start: sampleStart,
      baselines: [{ environment: 'production', version: 'v1.3.0', commit: otherCommit, deployed: oldVersions }],
    });
  return { world, run };
}

function redGate(happenings: readonly Happening[]): string | null {
  const red = happenings.find((each) => each.kind === 'step-finished' && each.verdict !== 'passed');
  return red?.kind === 'step-finished' ? `${red.environment}/${red.name}` : null;
}

describe('a release on its path', () => {
  it('is built once and released', async () => {
    const { world, run } = rehearse();
    expect(await run()).toMatchObject({ kind: 'finished', outcome: 'released' });
    expect(world.builds).toBe(1);
    expect(redGate(world.evidence.happenings)).toBeNull();
  });

  it.each<readonly [string, (world: FakeWorld) => void, string, string]>([
    [
      '79 % coverage',
      (world) => world.checks.answers.set('unit', checkRan({ coverage: { linesPercent: 79, functionsPercent: null } })),
      'dev/unit',
      'blocked',
    ],
    [
      'a role that may do anything',
      (world) => {
        const finding = { rule: 'admin-policy', message: 'Role may do anything.', level: 'error', place: 'template.yaml:9' } as const;
        world.projectReader.ofTemplates = { ...world.projectReader.ofTemplates, findings: [finding] };
      },
      'dev/policy',
      'blocked',
    ],
    [
      'a zip that is changed in the registry after dev',
      (world) => {
        world.registry.onTag = () => world.registry.objects.set('create.zip', digestNamed('changed'));
      },
      'uat/same-artefact',
      'blocked',
    ],
    [
      'an acceptance scenario that fails',
      (world) =>
        world.checks.answers.set('acceptance', checkRan({ tests: { executed: 2, passed: 1, failed: 1, skipped: 0, failures: [] } })),
      'uat/acceptance',
      'blocked',
    ],
    [
      'a p99 over its NFR',
      (world) => (world.load.outcome = measured({ routes: [routeLoad({ p99Ms: 201 })] })),
      'uat/performance',
      'blocked',
    ],
    ['approval by an author', (world) => (world.approvals = [{ ...consent, by: 'Ada Author' }]), 'production/approval', 'blocked'],
    ['nobody who approves', (world) => (world.approvals = []), 'production/approval', 'waiting'],
  ])('is stopped by %s', async (_, plant, gate, outcome) => {
    const { world, run } = rehearse(plant);
    expect(await run()).toMatchObject({ outcome });
    expect(redGate(world.evidence.happenings)).toBe(gate);
  });

  it('is taken back from production where its smoke test fails', async () => {
    const { world, run } = rehearse((world) => {
      world.checks.onRun = () => {
        const last = world.checks.calls.at(-1);
        if (last?.environment === 'production') world.checks.answers.set('smoke', checkRan({ exitCode: 1 }));
      };
    });
    expect(await run()).toMatchObject({ outcome: 'rolled-back' });
    expect(redGate(world.evidence.happenings)).toBe('production/smoke');
    expect(await world.ports.deployer.live('production')).toEqual(oldVersions);
  });
});

describe('a run that is killed', () => {
  it('goes on from every entry to the same release, without building again', async () => {
    const whole = rehearse();
    await whole.run();
    for (let entries = 1; entries <= whole.world.evidence.entries().length; entries += 1) {
      const cut = whole.world.evidence.cutTo(entries);
      const { world, run } = rehearse((world) => {
        for (const tag of ['v1.4.0-rc.1', 'v1.4.0']) world.source.tags.set(tag, headCommit);
      }, cut);
      await world.registry.store(sampleRelease);
      world.registry.tags = { 'integration-passed': 'true', candidate: 'v1.4.0-rc.1' };
      expect(await run()).toMatchObject({ kind: 'finished', outcome: 'released' });
      expect(world.builds).toBe(0);
    }
  });
});
