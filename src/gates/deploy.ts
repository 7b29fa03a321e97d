import { type DeployedFunction, isSameFunction } from '../model/deployment.ts';
import type { Digest } from '../model/digest.ts';
import type { StepFacts } from '../model/evidence.ts';
import type { DeployOutcome, DeployPlan } from '../ports/deployer.ts';
import type { GateResult } from '../ports/gate.ts';
import type { Ports } from '../ports/ports.ts';
import type { ReleaseSubject } from './define-gate.ts';
import { defineReleaseGate } from './define-gate.ts';
import { liveDifferences } from './live-differences.ts';
import { refusedPlan } from './refused-plan.ts';
import { short } from './registry-differences.ts';
import { failed, inconclusive, passed, result } from './result.ts';
import { moveTraffic } from './rollout/move-traffic.ts';
import { planRollout } from './rollout/plan-rollout.ts';

type Deployed = DeployOutcome & { readonly kind: 'deployed' };

/** Stack and versions first, then traffic, and after each the account's own answer: bytes that aren't the built ones get no traffic. */
export const deploy = defineReleaseGate('deploy', [], async (subject, ports) => {
  const { environment, strategy } = subject.stage;
  const rollout = planRollout(strategy, subject.strategy, subject.project, subject.judge);
  if (rollout.kind === 'refused') return result(inconclusive(`The rollout could not be judged: ${rollout.reason}. Nothing was changed.`));
  const plan = await ports.deployer.plan(environment, subject.release);
  if ('refused' in plan) return refusedPlan(plan);
  const facts: StepFacts = { plan: plan.digest, previous: subject.liveBefore };
  const moved = planMoved(subject, plan.digest);
  if (moved !== null) return result(failed(moved), [], facts);
  const outcome = await ports.deployer.deploy(environment, subject.release);
  if (outcome.kind === 'failed') {
    const moved = await movedMeanwhile(subject, ports);
    return result(failed(accountsWords(outcome)), outcome.evidence, { ...facts, ...moved });
  }
  const wrong = stackFault(subject, outcome);
  if (wrong !== null) return result(failed(`${wrong} No traffic was moved.`), outcome.evidence, facts);
  const { flags } = outcome;
  return shiftTraffic(subject, ports, plan, outcome, flags === undefined ? facts : { ...facts, flags });
});

/** Consent was to one plan. Where this very step was begun before, part of the plan is done and there is nothing to compare. */
function planMoved({ done, stage, again }: ReleaseSubject, plan: Digest): string | null {
  if (again) return null;
  const consents = done.filter((each) => each.environment === stage.environment && each.name === 'approval');
  const approved = consents.at(-1)?.facts.plan;
  if (approved === undefined || approved === plan) return null;
  return `The plan is ${short(plan)} now, approved was ${short(approved)}: have the new plan approved.`;
}

function accountsWords({ reason, events }: DeployOutcome & { readonly kind: 'failed' }): string {
  return [reason, ...events.map((event) => `${event.logicalId} ${event.status}: ${event.reason}`)].join(' ');
}

/**
 * A stack that moves its aliases itself has moved them in the regions before the one that failed: what is live there now, so that it is given
 * back in all of them. Empty where all is as it was.
 */
async function movedMeanwhile({ stage, liveBefore, strategy }: ReleaseSubject, { deployer, clock }: Ports): Promise<StepFacts> {
  if (stage.regions.length === 1) return {};
  const live = await deployer.live(stage.environment);
  const asBefore = live.every((now) => liveBefore.some((each) => isSameFunction(each, now) && each.version === now.version));
  if (asBefore) return {};
  const startedAt = clock.now().toISOString();
  const step = { name: 'traffic that the stacks moved', weightPercent: 100, startedAt, durationMs: 0, result: 'failed' } as const;
  return { deployed: live, rollout: { strategy: strategy.name, steps: [step] } };
}

function stackFault({ project, release, stage }: ReleaseSubject, { functions, changesLeft }: Deployed): string | null {
  const differences = liveDifferences(project, release, functions, stage.regions);
  if (differences.length > 0) return `What was deployed is not what was built: ${differences.join('; ')}.`;
  if (changesLeft.length === 0) return null;
  return `A second apply would change ${changesLeft.join(', ')}: make the template say the same thing each time.`;
}

async function shiftTraffic(
  subject: ReleaseSubject,
  ports: Ports,
  plan: DeployPlan,
  outcome: Deployed,
  known: StepFacts,
): Promise<GateResult> {
  const { stage, project, release } = subject;
  const moved = await moveTraffic(subject, ports, outcome.functions);
  if ('refused' in moved)
    return { ...moved.refused, evidence: [...outcome.evidence, ...moved.refused.evidence], facts: { ...known, ...moved.refused.facts } };
  const { rollout, stopped, evidence: seen, well } = moved;
  const evidence = [...outcome.evidence, ...seen];
  const deployed = await ports.deployer.live(stage.environment);
  const facts: StepFacts = { ...known, deployed, rollout };
  if (stopped !== null) return result({ verdict: stopped.verdict, reason: `The rollout stopped at ${stopped.reason}` }, evidence, facts);
  const differences = liveDifferences(project, release, deployed, stage.regions);
  if (differences.length > 0) {
    return result(failed(`What is live is not what was built: ${differences.join('; ')}.`), evidence, facts);
  }
  const changes = plan.changes.length === 1 ? '1 change' : `${String(plan.changes.length)} changes`;
  const reason = `${liveIn(stage.regions, deployed)} with the digests that were built (${changes}; a second apply would change nothing).${well}`;
  return result(passed(reason), evidence, facts);
}

function liveIn(regions: readonly string[], deployed: readonly DeployedFunction[]): string {
  if (regions.length === 1) return `${String(deployed.length)} functions are live`;
  return `${String(deployed.length / regions.length)} functions are live in each of ${regions.join(', ')}`;
}
