import { isSameFunction } from '../model/deployment.ts';
import type { DeployedFunction, Rollback } from '../model/deployment.ts';
import { effectInWords, type VersionEffect } from '../model/fault.ts';
import type { RouteNfr } from '../model/project.ts';
import type { RehearsalRound } from '../model/rollback-rehearsal.ts';
import type { GateResult, GateSubject } from '../ports/gate.ts';
import type { LoadFailure, Traffic } from '../ports/load-runner.ts';
import type { Ports } from '../ports/ports.ts';
import { alertsNotFired, describeRound, worstOf } from './describe-round.ts';
import { defineGate } from './define-gate.ts';
import { breachOf, type Objective, objectivesOf } from './objective.ts';
import { rehearseRound, type RoundStop } from './rehearse-round.ts';
import { failed, inconclusive, missingTool, passed, result } from './result.ts';
import { UsersSeen } from './users-seen.ts';

/** Where the topology names none. */
const defaultFaults: readonly VersionEffect[] = [{ kind: 'errors' }];
const baselineRequests = 20;
const baselinePatienceMs = 30_000;

/** A fault in the new versions, under users' traffic, is seen, the former versions get the traffic back in time, and the new ones come again. */
export const rollbackRehearsal = defineGate('rollback-rehearsal', ['timeLimitMs'], async (subject, ports) => {
  const { stage, project, done, liveBefore } = subject;
  const deployed = done.findLast((each) => each.environment === stage.environment && each.facts.deployed !== undefined)?.facts.deployed;
  if (deployed === undefined)
    return result(inconclusive('Nothing was deployed here that could be rolled back: put the gate behind deploy.'));
  const nothing = nothingToGoBackTo(stage.environment, deployed, liveBefore);
  if (nothing !== null) return result(passed(nothing));
  const routes = project.performance?.routes ?? [];
  if (routes.length === 0)
    return result(
      inconclusive('Without users nobody sees a fault: name a k6 script and its routes under performance and nfrs in rehearsal.yaml.'),
    );
  const { lacking } = ports.faults;
  if (lacking !== null)
    return result(inconclusive('This backend can plant no fault in one version of a function, so no rollback was rehearsed.'), [], {
      lacking: [lacking],
    });
  // A rehearsal that was killed has left the former versions live.
  if (subject.again) await ports.router.shift(stage.environment, deployed, 100);
  const objectives = (speedIsWaived(subject) ? routes.map(withoutSpeed) : routes).flatMap(objectivesOf);
  if (subject.traffic !== null) return await rehearse(subject, deployed, objectives, ports, subject.traffic);
  const traffic = await ports.load.startTraffic(stage.environment);
  if (traffic.kind !== 'flowing') return withoutTraffic(traffic);
  return await underOwnTraffic(traffic, () => rehearse(subject, deployed, objectives, ports, traffic));
});

/** Who has let slow answers through would else be told here that users are not well. */
function speedIsWaived({ stage, done }: GateSubject): boolean {
  const measured = done.findLast(({ environment, name }) => environment === stage.environment && name === 'performance');
  return measured?.verdict === 'waived';
}

function withoutSpeed({ route, errorRate }: RouteNfr): RouteNfr {
  return { route, errorRate };
}

/** Null where something was live before that differs from what is live now. */
function nothingToGoBackTo(environment: string, deployed: readonly DeployedFunction[], before: readonly DeployedFunction[]): string | null {
  if (before.length === 0)
    return `Nothing was live in ${environment} before this first release, so there is nothing to go back to and nothing was rehearsed.`;
  const changed = deployed.some((each) => before.some((one) => isSameFunction(one, each) && one.version !== each.version));
  return changed ? null : `The release changes no function that was live in ${environment} before, so there is no way back to rehearse.`;
}

function withoutTraffic(failure: LoadFailure): GateResult {
  switch (failure.kind) {
    case 'missing-tool':
      return missingTool(failure.tool, failure.reason);
    case 'not-configured':
      return result(inconclusive('Without users nobody sees a fault: name a k6 script under performance in rehearsal.yaml.'));
    case 'broken':
      return result(inconclusive(`Users' traffic could not be started: ${failure.reason}`));
  }
}

async function underOwnTraffic(traffic: Traffic, work: () => Promise<GateResult>): Promise<GateResult> {
  let judged: GateResult;
  try {
    judged = await work();
  } catch (cause) {
    await traffic.stop();
    throw cause;
  }
  const { cutShort, evidence } = await traffic.stop();
  if (cutShort === null || judged.verdict !== 'passed') return { ...judged, evidence: [...judged.evidence, ...evidence] };
  return { ...judged, verdict: 'inconclusive', reason: `What users saw is not known to its end: ${cutShort}.`, evidence };
}

async function rehearse(
  { stage, step, liveBefore: previous }: GateSubject,
  deployed: readonly DeployedFunction[],
  objectives: readonly Objective[],
  ports: Ports,
  traffic: Pick<Traffic, 'read'>,
): Promise<GateResult> {
  const { environment, alerts } = stage;
  const users = new UsersSeen(traffic, ports);
  const enough = await users.until((requests) => (requests.length >= baselineRequests ? requests : null), baselinePatienceMs);
  if (enough === null)
    return result(
      inconclusive(
        `Users made ${String(users.requests.length)} requests in ${String(baselinePatienceMs / 1000)} s, too few to see a fault by: raise performance.rate in rehearsal.yaml.`,
      ),
    );
  const early = breachOf(enough, objectives);
  if (early !== null) return result(failed(`Users were not well before anything was planted: ${early.said}.`));
  const limitMs = step.thresholds.timeLimitMs ?? stage.rollbackLimitMs;
  const rounds: RehearsalRound[] = [];
  for (const effect of step.faults ?? defaultFaults) {
    const end = await rehearseRound({ environment, effect, deployed, previous, objectives, alerts, limitMs }, ports, users);
    if (end.kind === 'stopped') return result(failed(stoppedReason(effect, end.at, end.reason, environment)));
    rounds.push(end.round);
  }
  const kept = [
    await ports.evidence.keep(
      `rollback-rehearsal-${environment}.json`,
      JSON.stringify({ limitMs, rounds, requests: users.requests }, null, 2),
    ),
  ];
  return { ...judgeRounds(rounds, limitMs, alerts), evidence: kept };
}

const stops: Readonly<Record<RoundStop, (environment: string) => string>> = {
  detection: () => 'Nobody would have known: tighten the limits under nfrs, or let users ask that route',
  revert: (environment) => `${environment}'s traffic did not go back: find out who else moves it`,
  recovery: (environment) =>
    `The former versions don't serve ${environment} any more, so there is no way back: find out what the release took from them (a right, a column, a parameter)`,
  return: (environment) => `${environment} was not well with the new versions after the rollback was taken back`,
};

function stoppedReason(effect: VersionEffect, at: RoundStop, reason: string, environment: string): string {
  return `Rolling back from ${effectInWords(effect)} stopped at ${at}: ${reason}. ${stops[at](environment)}. The fault is gone and the new versions are live.`;
}

export function judgeRounds(rounds: readonly RehearsalRound[], limitMs: number, alerts: GateSubject['stage']['alerts']): GateResult {
  const rollback = rollbackOf(rounds, limitMs);
  const facts = rollback === null ? {} : { rollback };
  const said = rounds.map(describeRound).join(' ');
  const silent = rounds.flatMap((round) => alertsNotFired(round, alerts));
  if (silent.length > 0) return result(failed(`${silent.join('; ')}. ${said}`), [], facts);
  const late = rounds.find((round) => round.userErrorWindowMs > limitMs);
  if (late !== undefined)
    return result(
      failed(`Users saw it for ${String(late.userErrorWindowMs)} ms, over the limit of ${String(limitMs)} ms. ${said}`),
      [],
      facts,
    );
  const fired =
    alerts.length === 0
      ? ''
      : ` The alerts fired that had to: ${[...new Set(rounds.flatMap((round) => round.alerts.map((each) => each.alert)))].join(', ')}.`;
  return result(passed(`${said} All within the limit of ${String(limitMs)} ms; the new versions are live again.${fired}`), [], facts);
}

/** The times of the round in which users saw it for longest. */
function rollbackOf(rounds: readonly RehearsalRound[], limitMs: number): Rollback | null {
  const worst = worstOf(rounds);
  if (worst === null) return null;
  const { detectedMs, decidedMs, revertedMs, userErrorWindowMs, fault, breach } = worst;
  return {
    trigger: `rollback-rehearsal: ${effectInWords(fault)} planted; ${breach}`,
    detectedMs: detectedMs + decidedMs,
    revertedMs,
    userErrorWindowMs,
    limitMs,
    rehearsed: true,
    rehearsal: { rounds },
  };
}
