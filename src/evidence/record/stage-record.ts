import type { DeployedDatabase } from '../../model/deployment.ts';
import type { Digest } from '../../model/digest.ts';
import type { Happening, RunStarted, StepFacts, StepFinished } from '../../model/evidence.ts';
import { type GateName, gateNames } from '../../model/gate-name.ts';
import type { GateRecord, StageOutcome, StageRecord } from '../../model/record.ts';
import type { RolloutRecord } from '../../model/rollout-record.ts';
import type { Waiver } from '../../model/waiver.ts';
import { cutOffRollout } from './cut-off-rollout.ts';
import { type StageHistory, stageHistory } from './stage-history.ts';

/** A stage of the path as the happenings leave it; one that nothing happened to was not reached. */
export function stageRecord({ environment, account, trigger }: RunStarted['path'][number], happenings: readonly Happening[]): StageRecord {
  const history = stageHistory(happenings, environment);
  const { started, steps, rolledBack, refused } = history;
  return {
    environment,
    account: started?.account ?? account,
    trigger: started?.trigger ?? trigger,
    outcome: outcomeOf(history),
    gates: [...steps.flatMap(gateRecord), ...refusalRecord(refused)],
    approvals: steps.flatMap((step) => step.facts.approvals ?? []),
    waivers: waiversIn(happenings, environment),
    plan: planOf(steps),
    database: databasesOf(steps),
    deployed: rolledBack?.deployed ?? lastFact(steps, 'deployed') ?? [],
    rollout: rolloutOf(history),
    load: rolledBack !== null && rolledBack.load.length > 0 ? rolledBack.load : (lastFact(steps, 'load') ?? []),
    loadProfiles: steps.flatMap(({ facts }) => (facts.profile === undefined ? [] : [facts.profile])),
    rollback: rolledBack?.rollback ?? lastFact(steps, 'rollback') ?? null,
    flags: flagsIn(happenings, environment),
    isolation: lastFact(steps, 'isolation') ?? null,
    compatibility: lastFact(steps, 'compatibility') ?? null,
    shadow: lastFact(steps, 'shadow') ?? null,
  };
}

/** All that were given for the stage, also those that count for nothing any more: the gates' reasons say which did. */
function waiversIn(happenings: readonly Happening[], environment: string): readonly Waiver[] {
  return happenings.flatMap((each) => (each.kind === 'waiver-given' && each.environment === environment ? [each.waiver] : []));
}

/** A deploy sets them all; from then on one that was switched is as it was switched. */
function flagsIn(happenings: readonly Happening[], environment: string): Readonly<Record<string, boolean>> {
  let flags: Readonly<Record<string, boolean>> = {};
  for (const each of happenings) {
    if (!('environment' in each) || each.environment !== environment) continue;
    if (each.kind === 'step-finished') flags = each.facts.flags ?? flags;
    else if (each.kind === 'flag-switched') flags = { ...flags, [each.flag]: each.value };
  }
  return flags;
}

/** A stage that was begun and has no end did not let the release through. */
function outcomeOf({ outcome, started, refused, rolledBack }: StageHistory): StageOutcome {
  if (outcome !== null) return outcome;
  if (rolledBack !== null) return 'rolled-back';
  return started === null && refused === null ? 'not-reached' : 'blocked';
}

/** Actions judge nothing and are no gates. */
function gateRecord({ name, verdict, reason, startedAt, durationMs, evidence }: StepFinished): readonly GateRecord[] {
  return isGate(name) ? [{ gate: name, module: null, verdict, reason, startedAt, durationMs, evidence }] : [];
}

/** A refusal at the stage's door is the answer to a gate's question, asked before any step. */
function refusalRecord(refused: StageHistory['refused']): readonly GateRecord[] {
  if (refused === null) return [];
  return [
    { gate: refused.gate, module: null, verdict: 'failed', reason: refused.reason, startedAt: refused.at, durationMs: 0, evidence: [] },
  ];
}

function isGate(name: StepFinished['name']): name is GateName {
  return gateNames.some((gate) => gate === name);
}

/** What consent was given to; where none is asked for, what was deployed. */
function planOf(steps: readonly StepFinished[]): Digest | null {
  const approved = steps.findLast((step) => step.name === 'approval' && step.facts.plan !== undefined);
  return approved?.facts.plan ?? lastFact(steps, 'plan') ?? null;
}

function lastFact<Fact extends keyof StepFacts>(steps: readonly StepFinished[], fact: Fact): StepFacts[Fact] | undefined {
  return steps.findLast((step) => step.facts[fact] !== undefined)?.facts[fact];
}

function databasesOf(steps: readonly StepFinished[]): readonly DeployedDatabase[] {
  const seen = steps.flatMap((step) => step.facts.database ?? []);
  const last = new Map<string, DeployedDatabase>();
  // A later look at the schema says nothing of who migrated it.
  for (const database of seen) last.set(database.name, { ...last.get(database.name), ...database });
  return [...last.values()];
}

/** After a rollback no step that was applied is applied still. */
function rolloutOf({ steps, rolledBack, rollout: begun }: StageHistory): RolloutRecord | null {
  const rollout = lastFact(steps, 'rollout') ?? cutOffRollout(begun);
  if (rollout === null) return null;
  if (rolledBack === null) return rollout;
  return { ...rollout, steps: rollout.steps.map((step) => (step.result === 'applied' ? { ...step, result: 'reverted' } : step)) };
}
