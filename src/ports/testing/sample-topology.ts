import { noHooks } from '../../model/rollout-strategy.ts';
import type { GateName } from '../../model/gate-name.ts';
import type { GateStep, Stage, Step, Topology, TopologyRules, Trigger } from '../../model/topology.ts';

export function gateStep(gate: GateName, more: Partial<GateStep> = {}): GateStep {
  return { kind: 'gate', gate, thresholds: {}, onFailure: 'stop', underTraffic: false, ...more };
}

export function stageOf(environment: string, trigger: Trigger, steps: readonly Step[]): Stage {
  return {
    environment,
    account: '111111111111',
    regions: ['eu-west-1'],
    trigger,
    startsAt: 'empty',
    steps,
    strategy: { kind: 'all-at-once' },
    router: 'alias',
    hooks: noHooks,
    alarms: [],
    access: 'anyone',
    data: 'any',
    slos: null,
    checklist: [],
    alerts: [],
    rollbackLimitMs: 60_000,
  };
}

const smoke = gateStep('smoke', { onFailure: 'roll-back' });

/** A topology that asks nothing of its projects. */
export const noRules: TopologyRules = { testKinds: [], criteria: false, oneTemplate: false, semver: false, hotfixBranches: null };

/** A path of four with the fewest steps that show each kind. */
export const sampleTopology: Topology = {
  name: 'sample',
  tooling: { account: '999999999999', region: 'eu-west-1' },
  rules: noRules,
  stages: [
    stageOf('local', { kind: 'manual' }, [gateStep('build'), gateStep('deploy'), smoke]),
    stageOf('dev', { kind: 'merge', branch: 'main' }, [
      gateStep('deploy'),
      { kind: 'action', action: 'schema-snapshot' },
      { kind: 'action', action: 'tag-artefacts', tags: { 'integration-passed': 'true' } },
      smoke,
    ]),
    stageOf('uat', { kind: 'tag', tag: 'candidate', branch: 'main' }, [gateStep('same-artefact'), gateStep('deploy')]),
    stageOf('production', { kind: 'tag', tag: 'release', branch: 'main' }, [
      gateStep('approval'),
      gateStep('deploy', { onFailure: 'roll-back', underTraffic: true }),
      smoke,
    ]),
  ],
};
