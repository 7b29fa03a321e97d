import type { GateName } from '../model/gate-name.ts';
import type { Problem } from '../model/problem.ts';
import type { TrafficHooks } from '../model/rollout-strategy.ts';
import { deploymentIn, nothingSaid, type SaidByTemplates, type TemplatesSay } from '../model/template-deployment.ts';
import type { Stage, Step, Topology, TopologyRules } from '../model/topology.ts';
import { checkDocument } from './check-document.ts';
import { codeDeployStrategy } from './code-deploy-strategy.ts';
import { ConfigError } from './config-error.ts';
import { toAlert } from './alert-file.ts';
import { toChecklist } from './checklist-file.ts';
import { toEffect } from './fault-file.ts';
import { toHooks } from './hooks-file.ts';
import { toLoadProfile } from './load-profile-file.ts';
import { toSlos } from './slo-file.ts';
import { toStrategy } from './strategy-file.ts';
import { type TopologyFile, topologyFile } from './topology-file.ts';
import { readYaml, type YamlDocument } from './yaml-document.ts';

/**
 * A topology's text as a Topology. `gates` are the gates that exist: one that is only a name so far is refused. `templates` is what the
 * project's templates say, for stages that leave it to them.
 */
export function loadTopology(file: string, text: string, gates: ReadonlySet<GateName>, templates: TemplatesSay = nothingSaid): Topology {
  const said = templates.deployment;
  const document = readYaml(file, text);
  const parsed = checkDocument(document, topologyFile);
  const problems = [
    ...repeated(document, parsed),
    ...unwatchedData(document, parsed),
    ...unknownGates(document, parsed, gates),
    ...unsaidStrategies(document, parsed, said),
    ...unseenRollouts(document, parsed, said),
    ...strayFaults(document, parsed),
    ...unrevertableHooks(document, parsed, said),
    ...unheardAlarms(document, parsed, templates),
    ...strayLoads(document, parsed),
    ...unansweredQuestions(document, parsed),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    name: parsed.name,
    tooling: parsed.tooling,
    rules: toRules(parsed.rules),
    stages: parsed.stages.map((stage) => toStage(stage, templates)),
  };
}

function toRules({ hotfixBranches, ...rules }: TopologyFile['rules']): TopologyRules {
  return { ...rules, hotfixBranches: hotfixBranches ?? null };
}

function toStage(stage: TopologyFile['stages'][number], templates: TemplatesSay): Stage {
  const said = templates.deployment;
  const { environment, account, regions, trigger, startsAt, router, access, data, rollbackLimit } = stage;
  const steps = stage.gates.map(toStep);
  const strategy = toStrategy(stage.strategy, deploymentIn(said)?.type);
  return {
    environment,
    account,
    regions,
    trigger,
    startsAt,
    strategy,
    router,
    hooks: hooksOf(stage, said),
    alarms: alarmsOf(stage, said).flatMap((name) => {
      const read = templates.alarms.get(name);
      return read?.kind === 'alarm' ? [read.alarm] : [];
    }),
    access,
    data,
    slos: toSlos(stage.slos),
    checklist: toChecklist(stage.checklist),
    alerts: stage.alerts.map(toAlert),
    rollbackLimitMs: rollbackLimit,
    steps,
  };
}

/** The template's, where the strategy is and the topology names none. */
function hooksOf({ strategy, hooks }: TopologyFile['stages'][number], said: SaidByTemplates): TrafficHooks {
  return strategy === 'template' && hooks === undefined && said.kind === 'said' ? said.deployment.hooks : toHooks(hooks);
}

/** As `hooksOf`. */
function alarmsOf({ strategy, alarms }: TopologyFile['stages'][number], said: SaidByTemplates): readonly string[] {
  return alarms ?? (strategy === 'template' && said.kind === 'said' ? said.deployment.alarms : []);
}

function toStep(step: TopologyFile['stages'][number]['gates'][number]): Step {
  if (typeof step === 'string') return { kind: 'gate', gate: step, thresholds: {}, onFailure: 'stop', underTraffic: false };
  if ('action' in step) return { kind: 'action', ...step };
  const { linesPercent, functionsPercent, timeLimit, minSamples, exclusiveLock, rows, standby, duration } = step.thresholds;
  return {
    kind: 'gate',
    gate: step.gate,
    ...(step.against === undefined ? {} : { against: step.against }),
    thresholds: {
      ...(linesPercent === undefined ? {} : { linesPercent }),
      ...(functionsPercent === undefined ? {} : { functionsPercent }),
      ...(timeLimit === undefined ? {} : { timeLimitMs: timeLimit }),
      ...(minSamples === undefined ? {} : { minSamples }),
      ...(exclusiveLock === undefined ? {} : { exclusiveLockMs: exclusiveLock }),
      ...(rows === undefined ? {} : { rows }),
      ...(standby === undefined ? {} : { standbyMs: standby }),
      ...(duration === undefined ? {} : { durationMs: duration }),
    },
    onFailure: step.onFailure,
    underTraffic: step.underTraffic,
    ...(step.load === undefined ? {} : { load: toLoadProfile(step.load) }),
    ...(step.faults === undefined ? {} : { faults: step.faults.map(toEffect) }),
  };
}

function repeated(document: YamlDocument, file: TopologyFile): Problem[] {
  const names = file.stages.map((stage) => stage.environment);
  const accounts = file.stages.map((stage) => stage.account);
  return file.stages.flatMap((stage, index) => [
    ...(names.indexOf(stage.environment) < index
      ? [document.problemAt(['stages', index, 'environment'], `"${stage.environment}" is there twice`)]
      : []),
    ...(accounts.indexOf(stage.account) < index || stage.account === file.tooling.account
      ? [
          document.problemAt(
            ['stages', index, 'account'],
            `account ${stage.account} is used already`,
            'Every environment is an account of its own, and so is the tooling account.',
          ),
        ]
      : []),
    ...stage.regions.flatMap((region, place) =>
      stage.regions.indexOf(region) < place ? [document.problemAt(['stages', index, 'regions', place], `"${region}" is there twice`)] : [],
    ),
  ]);
}

/** What moves traffic in steps is judged by it: without traffic from before the deploy there would be nothing to judge. */
function unseenRollouts(document: YamlDocument, file: TopologyFile, said: SaidByTemplates): Problem[] {
  return file.stages.flatMap((stage, index) => {
    const steps = stage.gates.map(toStep);
    const deploy = steps.findIndex((step) => step.kind === 'gate' && step.gate === 'deploy');
    const { kind } = toStrategy(stage.strategy, deploymentIn(said)?.type);
    if (kind === 'all-at-once' || deploy === -1) return [];
    if (steps.slice(0, deploy + 1).some((step) => step.kind === 'gate' && step.underTraffic)) return [];
    const hint = 'Write it as { gate: deploy, underTraffic: true, onFailure: roll-back }.';
    return [
      document.problemAt(
        ['stages', index, 'gates', deploy],
        `${kind} is judged by users' traffic, and this deploy is not underTraffic`,
        hint,
      ),
    ];
  });
}

/** A question that no gate of an environment before could ever answer would hold up every release. */
function unansweredQuestions(document: YamlDocument, file: TopologyFile): Problem[] {
  return file.stages.flatMap((stage, index) => {
    const before = file.stages.slice(0, index + 1).map((each) => ({ name: each.environment, steps: each.gates.map(toStep) }));
    return stage.checklist.flatMap((item, place) => {
      if (!('gate' in item)) return [];
      const there = before.find((each) => each.name === item.in)?.steps ?? [];
      if (there.some((step) => step.kind === 'gate' && step.gate === item.gate)) return [];
      return [document.problemAt(['stages', index, 'checklist', place], `no environment up to here asks ${item.gate} in "${item.in}"`)];
    });
  });
}

/** `template` where no template says anything, or where it says what is no strategy. */
function unsaidStrategies(document: YamlDocument, file: TopologyFile, said: SaidByTemplates): Problem[] {
  return file.stages.flatMap((stage, index) => {
    if (stage.strategy !== 'template') return [];
    const at = ['stages', index, 'strategy'];
    if (said.kind === 'refused') return [said.problem];
    if (said.kind === 'nothing') {
      const hint = 'Give the functions one (SAM), or name the strategy here.';
      return [document.problemAt(at, 'no function that rehearsal.yaml names has a DeploymentPreference in its template', hint)];
    }
    const { type, file: template } = said.deployment;
    if (codeDeployStrategy(type) !== null) return [];
    return [document.problemAt(at, `${template} says ${type}, which is none of CodeDeploy's names`, 'Name the strategy here.')];
  });
}

/** An alarm that nobody can measure would stay quiet whatever happened. */
function unheardAlarms(document: YamlDocument, file: TopologyFile, templates: TemplatesSay): Problem[] {
  return file.stages.flatMap((stage, index) => {
    const names = alarmsOf(stage, templates.deployment);
    const at = ['stages', index, stage.alarms === undefined ? 'strategy' : 'alarms'];
    const { kind } = toStrategy(stage.strategy, deploymentIn(templates.deployment)?.type);
    if (names.length > 0 && kind === 'all-at-once') {
      const hint = 'Choose a strategy in steps, or leave the alarms out.';
      return [document.problemAt(at, 'alarms are heard while a rollout goes over in steps, and this one goes at once', hint)];
    }
    return names.flatMap((name) => {
      const read = templates.alarms.get(name);
      if (read?.kind === 'refused') return [read.problem];
      if (read !== undefined) return [];
      return [document.problemAt(at, `no template of the project has an AWS::CloudWatch::Alarm ${name}`)];
    });
  });
}

/** What an after-traffic hook finds wrong is found where users are: it wants the way back. */
function unrevertableHooks(document: YamlDocument, file: TopologyFile, said: SaidByTemplates): Problem[] {
  return file.stages.flatMap((stage, index) => {
    const hooks = hooksOf(stage, said);
    if (hooks.afterTraffic === null) return [];
    const deploy = stage.gates.map(toStep).find((step) => step.kind === 'gate' && step.gate === 'deploy');
    if (deploy?.kind === 'gate' && deploy.onFailure === 'roll-back') return [];
    return [
      document.problemAt(
        ['stages', index, stage.hooks === undefined ? 'strategy' : 'hooks'],
        `${hooks.afterTraffic} is asked when users are on the new versions, and the deploy gate gives nothing back`,
        'Write the gate as { gate: deploy, onFailure: roll-back }.',
      ),
    ];
  });
}

function strayLoads(document: YamlDocument, file: TopologyFile): Problem[] {
  return file.stages.flatMap((stage, index) =>
    stage.gates.flatMap((step, place) =>
      typeof step === 'string' || 'action' in step || step.load === undefined || step.gate === 'performance'
        ? []
        : [document.problemAt(['stages', index, 'gates', place, 'load'], `${step.gate} sends no load of its own`, 'performance does.')],
    ),
  );
}

function strayFaults(document: YamlDocument, file: TopologyFile): Problem[] {
  return file.stages.flatMap((stage, index) =>
    stage.gates.flatMap((step, place) =>
      typeof step === 'string' || 'action' in step || step.faults === undefined || step.gate === 'rollback-rehearsal'
        ? []
        : [document.problemAt(['stages', index, 'gates', place, 'faults'], `${step.gate} plants no faults`, 'rollback-rehearsal does.')],
    ),
  );
}

/** A rule that nobody looks after is none. */
function unwatchedData(document: YamlDocument, file: TopologyFile): Problem[] {
  return file.stages.flatMap(({ data, gates }, index) => {
    const names = gates.map((step) => (typeof step === 'string' ? step : 'gate' in step ? step.gate : null));
    if (data !== 'synthetic' || names.includes('isolation')) return [];
    return [
      document.problemAt(
        ['stages', index, 'data'],
        'is looked after by the isolation gate, which this stage has not',
        'Add it, after migrate.',
      ),
    ];
  });
}

function unknownGates(document: YamlDocument, file: TopologyFile, gates: ReadonlySet<GateName>): Problem[] {
  return file.stages.flatMap((stage, index) =>
    stage.gates.flatMap((step, place) => {
      if (typeof step !== 'string' && 'action' in step) return [];
      const name = typeof step === 'string' ? step : step.gate;
      const against = typeof step === 'string' ? undefined : step.against;
      const problems: Problem[] = [];
      if (!gates.has(name))
        problems.push(
          document.problemAt(['stages', index, 'gates', place], `this version has no gate "${name}"`, `It has: ${[...gates].join(', ')}.`),
        );
      if (against !== undefined && !file.stages.slice(0, index).some((upstream) => upstream.environment === against)) {
        problems.push(document.problemAt(['stages', index, 'gates', place, 'against'], `"${against}" is no environment before this one`));
      }
      return problems;
    }),
  );
}
