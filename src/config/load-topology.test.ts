import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type GateName, gateNames } from '../model/gate-name.ts';
import { ConfigError } from './config-error.ts';
import { loadTopology } from './load-topology.ts';

const file = new URL('../../scenarios/topologies/four-environment.yaml', import.meta.url);
const shipped = readFileSync(file, 'utf8');
const blueGreen = readFileSync(new URL('../../scenarios/topologies/blue-green.yaml', import.meta.url), 'utf8');
const all = new Set<GateName>(gateNames);

describe('loadTopology', () => {
  it('loads the shipped four-environment topology in promotion order', () => {
    const topology = loadTopology('four-environment.yaml', shipped, all);
    expect(topology.stages.map((stage) => stage.environment)).toEqual(['local', 'dev', 'uat', 'production']);
    expect(topology.stages[3]).toMatchObject({
      startsAt: 'latest-release',
      rollbackLimitMs: 300_000,
      trigger: { kind: 'tag', tag: 'release', branch: 'main' },
    });
  });

  it('takes several regions for a stage, in their order', () => {
    const text = shipped.replace(/(environment: production\n(?:.*\n)*?\s+regions: )\[.*\]/, '$1[eu-central-1, eu-west-1]');
    expect(loadTopology('t.yaml', text, all).stages.map(({ regions }) => regions)).toEqual([
      ['eu-west-1'],
      ['eu-west-1'],
      ['eu-west-1'],
      ['eu-central-1', 'eu-west-1'],
    ]);
  });

  it('loads the shipped blue-green topology, with its promises, alerts, questions and faults', () => {
    const { stages } = loadTopology('blue-green.yaml', blueGreen, all);
    const [dev, staging, production] = stages;
    expect(stages.map((stage) => stage.environment)).toEqual(['dev', 'staging', 'production']);
    expect(dev).toMatchObject({ slos: null, checklist: [], alerts: [], strategy: { kind: 'all-at-once' } });
    expect(staging?.slos).toEqual({ availability: 0.999, errorRate: 0.001, p99Ms: 200 });
    expect(staging?.alerts.map(({ severity, when }) => [severity, when])).toEqual([
      ['critical', { kind: 'error-rate', over: 0.01 }],
      ['warning', { kind: 'p99', overMs: 1_000 }],
    ]);
    expect(staging?.steps).toContainEqual(
      expect.objectContaining({ gate: 'rollback-rehearsal', faults: [{ kind: 'errors' }, { kind: 'latency', forMs: 2_000 }] }),
    );
    expect(production?.strategy).toMatchObject({
      kind: 'blue-green',
      shifts: [{ weightPercent: 5 }, { weightPercent: 50 }, { weightPercent: 100 }],
    });
    expect(production?.checklist).toHaveLength(10);
    expect(production?.checklist.filter(({ answeredBy }) => answeredBy.kind === 'approver')).toHaveLength(3);
  });

  it.each([
    [
      'a region that a stage lists twice',
      shipped.replace('regions: [eu-west-1]', 'regions: [eu-west-1, eu-west-1]'),
      all,
      /"eu-west-1" is there twice/,
    ],
    [
      'a rule for data that no gate looks after',
      shipped.replaceAll(/^ +- isolation$/gm, ''),
      all,
      /is looked after by the isolation gate, which this stage has not/,
    ],
    ['a region that is none', shipped.replace('regions: [eu-west-1]', 'regions: [Ireland]'), all, /must be a region, such as eu-west-1/],
    [
      'a question that no gate answers',
      blueGreen.replace('gate: soak, in: staging', 'gate: soak, in: dev'),
      all,
      /no environment up to here asks soak in "dev"/,
    ],
    [
      'faults of a gate that plants none',
      blueGreen.replace('- { gate: soak, thresholds: { duration: 30s } }', '- { gate: soak, faults: [errors] }'),
      all,
      /soak plants no faults/,
    ],
    [
      'SLOs that promise nothing',
      blueGreen.replace('slos: { availability: 99.9%, errorRate: 0.1%, p99: 200ms }', 'slos: {}'),
      all,
      /must promise something/,
    ],
    ['a gate that this version does not have', shipped, new Set<GateName>(['build']), /this version has no gate "migrate"/],
    [
      'an account that two environments share',
      shipped.replace("'222222222222'", "'111111111111'"),
      all,
      /account 111111111111 is used already/,
    ],
    [
      "the tooling account as an environment's",
      shipped.replace("'222222222222'", "'111111111110'"),
      all,
      /account 111111111110 is used already/,
    ],
    [
      'a gate against an environment that comes later',
      shipped.replaceAll('against: local', 'against: uat'),
      all,
      /"uat" is no environment before this one/,
    ],
    ['an account without quotes', shipped.replace("'222222222222'", '222222222222'), all, /must be twelve digits in quotes/],
    ['two environments of one name', shipped.replace('environment: uat', 'environment: dev'), all, /"dev" is there twice/],
  ])('refuses %s', (_, text, gates, expected) => {
    expect(() => loadTopology('t.yaml', text, gates)).toThrow(ConfigError);
    expect(() => loadTopology('t.yaml', text, gates)).toThrow(expected);
  });
});
