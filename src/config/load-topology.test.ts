import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type GateName, gateNames } from '../model/gate-name.ts';
import { ConfigError } from './config-error.ts';
import { loadTopology } from './load-topology.ts';

const file = new URL('../../scenarios/topologies/four-environment.yaml', import.meta.url);
const shipped = readFileSync(file, 'utf8');
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
