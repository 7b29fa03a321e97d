import { expect, it } from 'vitest';
import { gateStep, stageOf } from '../ports/testing/sample-topology.ts';
import type { Step } from '../model/topology.ts';
import { previewStage } from './preview-stage.ts';

const place = { name: 'preview-a', account: '999999999998', regions: ['eu-west-1'] };
const from = (steps: readonly Step[]) => ({ ...stageOf('dev', { kind: 'merge', branch: 'main' }, steps), data: 'synthetic' as const });

it('goes through the gates that put a release there, with their thresholds and in their order, and probes isolation', () => {
  const smoke = gateStep('smoke', { thresholds: { timeLimitMs: 1_000 } });
  const steps = [
    gateStep('drift'),
    gateStep('build'),
    gateStep('smoke', { against: 'local' }),
    gateStep('deploy'),
    gateStep('migrate'),
    gateStep('integration'),
    { kind: 'action', action: 'schema-snapshot' } as const,
    smoke,
    gateStep('smoke'),
  ];
  const stage = previewStage(from(steps), place);
  expect(stage?.steps.map(({ gate }) => gate)).toEqual(['build', 'deploy', 'migrate', 'smoke', 'isolation']);
  expect(stage?.steps).toContain(smoke);
});

it('builds first where the environment gets what another has built', () => {
  const stage = previewStage(from([gateStep('same-artefact'), gateStep('migrate'), gateStep('deploy'), gateStep('isolation')]), place);
  expect(stage?.steps.map(({ gate }) => gate)).toEqual(['build', 'migrate', 'deploy', 'isolation']);
});

it('is the environment under another name and in another account, with its data rule, and without its rollout and promises', () => {
  expect(
    previewStage({ ...from([gateStep('deploy')]), strategy: { kind: 'linear', byPercent: 10, bakeMs: 1, judgedBy } }, place),
  ).toMatchObject({
    environment: 'preview-a',
    account: '999999999998',
    data: 'synthetic',
    strategy: { kind: 'all-at-once' },
  });
});

it('is none of an environment in which nothing is deployed', () => {
  expect(previewStage(from([gateStep('build'), gateStep('unit')]), place)).toBeNull();
});

const judgedBy = { errorRate: null, p99Ms: null, seesErrorRate: 0.05, marginMs: 50 };
