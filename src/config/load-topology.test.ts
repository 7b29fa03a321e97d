import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ReadAlarm, TemplateAlarm } from '../model/template-alarm.ts';
import type { SaidByTemplates } from '../model/template-deployment.ts';
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
      'a load of a gate that sends none',
      blueGreen.replace('- { gate: soak, thresholds: { duration: 30s } }', '- { gate: soak, load: 3x }'),
      all,
      /soak sends no load of its own/,
    ],
    ['a load beyond the profiles', blueGreen.replace('      - performance', '      - { gate: performance, load: 6x }'), all, /1x to 5x/],
    ['a spike without a height', blueGreen.replace('      - performance', '      - { gate: performance, load: spike }'), all, /1x to 5x/],
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

describe("who splits a stage's traffic", () => {
  const withRouter = (router: string): string => shipped.replace('    rollbackLimit: 5m', `    rollbackLimit: 5m\n    router: ${router}`);

  it('are aliases, or an edge where it says so', () => {
    expect(loadTopology('t.yaml', shipped, all).stages[3]?.router).toBe('alias');
    expect(loadTopology('t.yaml', withRouter('edge'), all).stages[3]?.router).toBe('edge');
    expect(() => loadTopology('t.yaml', withRouter('dns'), all)).toThrow(/stages\[3\]\.router|stages\.3\.router/);
  });
});

describe('a strategy that the template says', () => {
  const gradual = shipped
    .replace('    rollbackLimit: 5m', '    rollbackLimit: 5m\n    strategy: template')
    .replace(/- deploy\b/g, '- { gate: deploy, underTraffic: true, onFailure: roll-back }');
  const saying = (type: string, hooks = {}): SaidByTemplates => ({
    kind: 'said',
    deployment: { file: 'template.yaml', type, hooks: { beforeTraffic: null, afterTraffic: null, ...hooks }, alarms: [] },
  });
  const stage = (said: SaidByTemplates, text = gradual) =>
    loadTopology('t.yaml', text, all, { deployment: said, alarms: new Map() }).stages.find((each) => each.strategy.kind === 'canary');

  it('is that one, with its hooks', () => {
    const said = saying('Canary10Percent5Minutes', { beforeTraffic: 'Verify' });
    expect(stage(said)).toMatchObject({
      strategy: { kind: 'canary', weightPercent: 10, bakeMs: 300_000 },
      hooks: { beforeTraffic: 'Verify', afterTraffic: null },
    });
  });

  it('has the topology’s hooks where it names some', () => {
    const own = gradual.replace('strategy: template', 'strategy: template\n    hooks: { beforeTraffic: other }');
    const said = saying('Canary10Percent5Minutes', { beforeTraffic: 'Verify' });
    expect(stage(said, own)?.hooks.beforeTraffic).toBe('other');
  });

  it.each<readonly [string, SaidByTemplates, RegExp]>([
    ['says nothing', { kind: 'nothing' }, /no function that rehearsal.yaml names has a DeploymentPreference/],
    ['says no name of CodeDeploy’s', saying('OurOwn'), /template.yaml says OurOwn, which is none of CodeDeploy's names/],
    [
      'says what nobody can carry out',
      { kind: 'refused', problem: { file: 'template.yaml', line: 3, column: 1, path: 'X', message: 'Alarms hang', hint: '' } },
      /template.yaml:3:1 X: Alarms hang/,
    ],
  ])('is refused where it %s', (_, said, message) => {
    expect(() => stage(said)).toThrow(message);
    expect(loadTopology('t.yaml', shipped, all, { deployment: said, alarms: new Map() }).stages).toHaveLength(4);
  });
});

describe("a stage's alarms", () => {
  const alarm: TemplateAlarm = {
    logicalId: 'Errors',
    function: 'Create',
    metric: 'Errors',
    statistic: 'Sum',
    comparison: 'GreaterThanThreshold',
    threshold: 0,
    periodMs: 60_000,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    missingIsBreaching: false,
  };
  const problem = { file: 'template.yaml', line: 7, column: 1, path: 'Resources.Queue', message: "Queue can't be heard: x", hint: '' };
  const alarms = new Map<string, ReadAlarm>([
    ['Errors', { kind: 'alarm', alarm }],
    ['Queue', { kind: 'refused', problem }],
  ]);
  const inSteps = shipped.replace(/- deploy\b/g, '- { gate: deploy, underTraffic: true, onFailure: roll-back }');
  const load = (lines: string, deployment: SaidByTemplates = { kind: 'nothing' }) =>
    loadTopology('t.yaml', inSteps.replace('    rollbackLimit: 5m', `    rollbackLimit: 5m\n    ${lines}`), all, {
      deployment,
      alarms,
    }).stages.find((stage) => stage.alarms.length > 0)?.alarms;
  const said: SaidByTemplates = {
    kind: 'said',
    deployment: {
      file: 'template.yaml',
      type: 'Canary10Percent5Minutes',
      hooks: { beforeTraffic: null, afterTraffic: null },
      alarms: ['Errors'],
    },
  };

  it('are those that it names, or those of the template where its strategy is', () => {
    expect(load('strategy: canary\n    alarms: [Errors]')).toEqual([alarm]);
    expect(load('strategy: template', said)).toEqual([alarm]);
    expect(load('strategy: template\n    alarms: []', said)).toBeUndefined();
    expect(load('strategy: canary', said)).toBeUndefined();
  });

  it.each([
    ['what nobody can measure', 'strategy: canary\n    alarms: [Queue]', /template.yaml:7:1 Resources.Queue: Queue can't be heard/],
    ['what is not there', 'strategy: canary\n    alarms: [Slow]', /no template of the project has an AWS::CloudWatch::Alarm Slow/],
    ['a rollout at once', 'alarms: [Errors]', /alarms are heard while a rollout goes over in steps/],
  ])('may not be for %s', (_, lines, message) => {
    expect(() => load(lines)).toThrow(message);
  });
});

describe("a stage's hooks", () => {
  const withHooks = (hooks: string): string => shipped.replace('    rollbackLimit: 5m', `    rollbackLimit: 5m\n    hooks: ${hooks}`);

  it('are nobody where it names none, and who it names', () => {
    expect(loadTopology('t.yaml', shipped, all).stages[3]?.hooks).toEqual({ beforeTraffic: null, afterTraffic: null });
    expect(loadTopology('t.yaml', withHooks('{ beforeTraffic: verify }'), all).stages[3]?.hooks).toEqual({
      beforeTraffic: 'verify',
      afterTraffic: null,
    });
    expect(loadTopology('t.yaml', withHooks('{ afterTraffic: verify }'), all).stages[3]?.hooks.afterTraffic).toBe('verify');
  });

  it('want the way back where users are on the new versions', () => {
    const stays = withHooks('{ afterTraffic: verify }').replaceAll(', onFailure: roll-back', '');
    expect(() => loadTopology('t.yaml', stays, all)).toThrow(/the deploy gate gives nothing back/);
  });
});

describe("a stage's strategy", () => {
  const deployAt = '- { gate: deploy, underTraffic: true, onFailure: roll-back }';
  const withStrategy = (strategy: string): string =>
    shipped.replace('    rollbackLimit: 5m', `    rollbackLimit: 5m\n    strategy: ${strategy}`);
  const loaded = (strategy: string) => loadTopology('t.yaml', withStrategy(strategy), all).stages[3]?.strategy;
  const [canary, linear] = [
    { kind: 'canary', weightPercent: 10 },
    { kind: 'linear', byPercent: 10 },
  ];
  const minute = 60_000;

  it.each([
    ['all-at-once', { kind: 'all-at-once' }],
    ['AllAtOnce', { kind: 'all-at-once' }],
    ['canary', { ...canary, bakeMs: 5 * minute }],
    ['Canary10Percent5Minutes', { ...canary, bakeMs: 5 * minute }],
    ['Canary10Percent10Minutes', { ...canary, bakeMs: 10 * minute }],
    ['Canary10Percent15Minutes', { ...canary, bakeMs: 15 * minute }],
    ['Canary10Percent30Minutes', { ...canary, bakeMs: 30 * minute }],
    ['CodeDeployDefault.LambdaCanary10Percent5Minutes', { ...canary, bakeMs: 5 * minute }],
    ['linear', { ...linear, bakeMs: minute }],
    ['Linear10PercentEvery1Minute', { ...linear, bakeMs: minute }],
    ['Linear10PercentEvery2Minutes', { ...linear, bakeMs: 2 * minute }],
    ['Linear10PercentEvery3Minutes', { ...linear, bakeMs: 3 * minute }],
    ['CodeDeployDefault.LambdaLinear10PercentEvery10Minutes', { ...linear, bakeMs: 10 * minute }],
    [
      '{ kind: canary, weight: 7%, bake: 90s, margin: 100ms }',
      { kind: 'canary', weightPercent: 7, bakeMs: 90_000, judgedBy: { marginMs: 100 } },
    ],
    ['{ kind: linear, by: 25%, every: 2m, errorRate: 0.1% }', { kind: 'linear', byPercent: 25, judgedBy: { errorRate: 0.001 } }],
    [
      'blue-green',
      {
        kind: 'blue-green',
        shifts: [1, 10, 50, 100].map((weightPercent, index) => ({
          weightPercent,
          bakeMs: [5, 10, 15, 0].map((each) => each * minute)[index],
        })),
        fallbackMs: 60 * minute,
        standbyMs: 24 * 60 * minute,
      },
    ],
    [
      '{ kind: steps, steps: [{ weight: 5%, bake: 5m }, { weight: 50%, bake: 10m }, { weight: 100% }] }',
      { kind: 'steps', shifts: [{ weightPercent: 5 }, { weightPercent: 50 }, { weightPercent: 100, bakeMs: 0 }] },
    ],
  ])('may be %s', (strategy, expected) => {
    expect(loaded(strategy)).toMatchObject(expected);
  });

  it.each([
    [
      '{ kind: steps, steps: [{ weight: 5%, bake: 5m }, { weight: 50%, bake: 5m }] }',
      /steps\.1\.weight: ends at 50%: the last step must have 100%/,
    ],
    [
      '{ kind: steps, steps: [{ weight: 50%, bake: 5m }, { weight: 5%, bake: 5m }, { weight: 100% }] }',
      /steps\.1\.weight: must be above 50%/,
    ],
    ['{ kind: steps, steps: [{ weight: 0%, bake: 5m }, { weight: 100% }] }', /must be above 0%/],
    ['{ kind: steps, steps: [{ weight: 5%, bake: 5 }, { weight: 100% }] }', /must be a duration with its unit/],
    ['{ kind: steps, steps: [{ weight: 5%, bake: 5m }, { weight: 105% }] }', /must be at most 100%/],
    ['{ kind: canary, errorRate: 0% }', /no number of requests shows that there is never an error/],
    ['{ kind: canary, sees: 0% }', /tells no difference from none/],
    ['{ kind: canary, p99: 0ms }', /must be above 0ms/],
    ['{ kind: canary, weight: 100% }', /must be above 0% and below 100%/],
    ['{ kind: canary, wait: 5m }', /wait: unknown key/],
    ['Canary200Percent5Minutes', /CodeDeploy's names/],
    ['Slowly', /CodeDeploy's names/],
  ])('may not be %s', (strategy, expected) => {
    expect(() => loaded(strategy)).toThrow(ConfigError);
    expect(() => loaded(strategy)).toThrow(expected);
  });

  it('that moves traffic in steps wants the traffic that it is judged by', () => {
    const unseen = withStrategy('canary').replace(deployAt, '- deploy');
    expect(() => loadTopology('t.yaml', unseen, all)).toThrow(/canary is judged by users' traffic, and this deploy is not underTraffic/);
  });
});
