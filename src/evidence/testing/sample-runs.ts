import type { Digest } from '../../model/digest.ts';
import { deployedAs, instantAt, routeLoad, samplePlan, sampleRelease, SampleRun, sampleStart } from './sample-run.ts';
import { sha256Of } from '../sha256-of.ts';

const schema: Digest = sha256Of('CREATE TABLE payment ();');
const database = [{ name: 'payments', version: '3', schema }];

function rolloutAt(seconds: number) {
  return {
    strategy: 'all-at-once',
    steps: [{ name: 'all traffic', weightPercent: 100, startedAt: instantAt(seconds), durationMs: 84, result: 'applied' as const }],
  };
}

function throughDev(): SampleRun {
  const run = new SampleRun();
  const deployed = deployedAs('2');
  run.start('local').step('local', 'build', { facts: { release: sampleRelease }, durationMs: 2140 });
  run.step('local', 'deploy', { facts: { plan: samplePlan, deployed, rollout: rolloutAt(3), previous: [] } });
  run.step('local', 'smoke').finishStage('local', 'passed').start('dev');
  run.step('dev', 'unit', { reason: '41 tests passed. 91.2 % of lines are covered (at least 80 %).', durationMs: 3410 });
  run.step('dev', 'migrate', { facts: { database } });
  run.step('dev', 'deploy', { facts: { plan: samplePlan, deployed, rollout: rolloutAt(9), previous: [] } });
  return run.step('dev', 'tag-artefacts').step('dev', 'smoke').finishStage('dev', 'passed');
}

const measured = [routeLoad('POST /payments'), routeLoad('GET /payments/{id}', { p50Ms: 4.1, p95Ms: 9.6, p99Ms: 14.9, noiseMs: 1.2 })];

function throughUat(): SampleRun {
  const run = throughDev().start('uat').step('uat', 'same-artefact').step('uat', 'migrate', { facts: { database } });
  run.step('uat', 'deploy', { facts: { plan: samplePlan, deployed: deployedAs('5'), rollout: rolloutAt(16), previous: [] } });
  run.step('uat', 'acceptance', { reason: '12 tests passed.' });
  run.step('uat', 'performance', { facts: { load: measured }, durationMs: 30_120 });
  return run.step('uat', 'security').finishStage('uat', 'passed');
}

function approved(evidence: readonly Digest[]): SampleRun {
  const run = throughUat();
  const at = instantAt(run.happenings.length);
  run.happen({
    kind: 'baseline',
    at,
    environment: 'production',
    version: 'v1.3.0',
    commit: '0'.repeat(40),
    deployed: deployedAs('6', 'old'),
  });
  const approval = { by: 'Pat Product', role: 'product-owner', at, release: sampleRelease.id, plan: samplePlan, simulated: true };
  run.start('production').step('production', 'approval', { facts: { plan: samplePlan, approvals: [approval] } });
  run.step('production', 'same-artefact', { evidence });
  const moved = { plan: samplePlan, deployed: deployedAs('7'), rollout: rolloutAt(27), previous: deployedAs('6', 'old') };
  return run.step('production', 'migrate', { facts: { database } }).step('production', 'deploy', { facts: moved });
}

/** Runs of every outcome. `evidence` are digests of files that one of the gates names. */
export const sampleRuns = {
  released: (evidence: readonly Digest[] = []) =>
    approved(evidence)
      .step('production', 'smoke', { facts: { load: [routeLoad('POST /payments', { requests: 420 })] } })
      .finishStage('production', 'passed')
      .finish('released', `${sampleStart.version} is released: every stage passed, production is the last.`),
  rolledBack: (evidence: readonly Digest[] = []) => {
    const reason = '1 of 3 tests failed, the first: creates a payment: expected 201, got 500';
    const run = approved(evidence).step('production', 'smoke', { verdict: 'failed', reason, evidence });
    run.happen({
      kind: 'rolled-back',
      at: instantAt(run.happenings.length),
      environment: 'production',
      rollback: {
        trigger: `smoke: ${reason}`,
        detectedMs: 2310,
        revertedMs: 190,
        userErrorWindowMs: 2480,
        limitMs: 300_000,
        rehearsed: false,
      },
      deployed: deployedAs('6', 'old'),
      load: [routeLoad('POST /payments', { requests: 420, errorRate: 0.183, p99Ms: 44 })],
    });
    return run.finishStage('production', 'rolled-back').finish('rolled-back', `production: smoke failed: ${reason}`);
  },
  blocked: (evidence: readonly Digest[] = []) => {
    const reason = '79.12 % of lines are covered, at least 80 % are needed: add tests.';
    const run = new SampleRun().start('local').step('local', 'build', { facts: { release: sampleRelease } });
    run.step('local', 'deploy', { facts: { deployed: deployedAs('2'), plan: samplePlan } }).finishStage('local', 'passed');
    run.start('dev').step('dev', 'lint').step('dev', 'unit', { verdict: 'failed', reason, evidence });
    return run.finishStage('dev', 'blocked').finish('blocked', `dev: unit failed: ${reason}`);
  },
  waiting: () => {
    const reason =
      'Nobody has approved release sha256:0123456789ab for production yet. A person who may gives it with: rehearse approve production';
    const run = throughUat().start('production');
    run.step('production', 'approval', { verdict: 'waiting', reason, facts: { plan: samplePlan } });
    return run.finishStage('production', 'waiting').finish('waiting', `production: approval waits: ${reason}`);
  },
  refused: () => {
    const reason = 'v1.4.0 is on commit 111111111111, but what was built is commit 4f0c1d2e3b4a: tag that one.';
    const run = throughUat();
    run.happen({ kind: 'refused', at: instantAt(run.happenings.length), environment: 'production', gate: 'same-artefact', reason });
    return run.finishStage('production', 'blocked').finish('blocked', `production: ${reason}`);
  },
  cutOff: () => throughDev().start('uat').step('uat', 'same-artefact'),
};
