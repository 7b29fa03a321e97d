import type { AskedLoad } from '../model/load-profile.ts';
import type { RouteLoad } from '../model/measurement.ts';
import type { RouteNfr } from '../model/project.ts';
import type { GateResult } from '../ports/gate.ts';
import type { LoadOutcome } from '../ports/load-runner.ts';
import { askedLoad, loadInWords } from './asked-load.ts';
import { defineGate, environmentOf } from './define-gate.ts';
import { describeRoute, misses } from './judge-route.ts';
import type { Judgement } from './result.ts';
import { failed, inconclusive, missingTool, passed, result } from './result.ts';

/** The p99 of 500 requests rests on the five slowest of them; on fewer, one slow request decides. */
export const defaultMinSamples = 500;

export const performance = defineGate('performance', ['minSamples', 'durationMs'], async (subject, { load }) => {
  const nfrs = subject.project.performance;
  if (nfrs === null) return notConfigured();
  const environment = environmentOf(subject);
  const { thresholds, load: profile } = subject.step;
  const durationMs = thresholds.durationMs ?? nfrs.durationMs;
  const asked = askedLoad(nfrs, nfrs.expected[environment] ?? null, profile);
  const outcome = await load.measure(environment, { ...asked, durationMs });
  const rateKey = asked.expected === null ? 'performance.rate' : `performance.expected.${environment}.scale`;
  const limits = { routes: nfrs.routes, durationMs, minSamples: thresholds.minSamples ?? defaultMinSamples, rateKey };
  return asAsked(judgeLoad(outcome, limits), asked);
});

/** Numbers without what was asked for say little. */
function asAsked(judged: GateResult, asked: AskedLoad): GateResult {
  const words = loadInWords(asked);
  const { load } = judged.facts;
  const facts = load === undefined ? judged.facts : { ...judged.facts, profile: { ...asked, routes: load } };
  return { ...judged, facts, reason: words === null ? judged.reason : `${judged.reason} Asked for was ${words}.` };
}

export interface LoadLimits {
  readonly routes: readonly RouteNfr[];
  /** Of the measurement, warm-up left out. */
  readonly durationMs: number;
  readonly minSamples: number;
  /** What in rehearsal.yaml says how much is sent. */
  readonly rateKey: string;
}

export function judgeLoad(outcome: LoadOutcome, limits: LoadLimits): GateResult {
  switch (outcome.kind) {
    case 'not-configured':
      return notConfigured();
    case 'missing-tool':
      return missingTool(outcome.tool, outcome.reason);
    case 'broken':
      return result(inconclusive(`The load test broke off: ${outcome.reason}`));
    case 'measured': {
      const judgement = noData(outcome.routes, outcome.saturated, limits) ?? judgeRoutes(outcome.routes, limits);
      return result(judgement, outcome.evidence, { load: outcome.routes });
    }
  }
}

function notConfigured(): GateResult {
  return result(inconclusive('rehearsal.yaml has no performance: name a k6 script and what each route must hold to.'));
}

/** Why the numbers say nothing about the release; null where they do. */
function noData(measured: readonly RouteLoad[], saturated: string | null, { routes, minSamples, rateKey }: LoadLimits): Judgement | null {
  if (routes.length === 0) return inconclusive('performance names no routes: say what each route must hold to.');
  if (saturated !== null) {
    return inconclusive(
      `The load generator could not keep up (${saturated}): lower ${rateKey} in rehearsal.yaml, or rehearse on a faster machine.`,
    );
  }
  const dropped = measured.reduce((sum, route) => sum + route.dropped, 0);
  if (dropped > 0) {
    return inconclusive(
      `k6 dropped ${String(dropped)} iterations that were due: lower ${rateKey} in rehearsal.yaml, or give the script more virtual users.`,
    );
  }
  for (const { route } of routes) {
    const requests = measured.find((each) => each.route === route)?.requests ?? 0;
    if (requests === 0) return inconclusive(`No request was tagged ${route}: let the k6 script tag its requests with the route's name.`);
    if (requests < minSamples) {
      return inconclusive(
        `${route} has ${String(requests)} samples, ${String(minSamples)} are needed for its percentiles: let the measurement last longer.`,
      );
    }
  }
  return null;
}

function judgeRoutes(measured: readonly RouteLoad[], { routes, durationMs }: LoadLimits): Judgement {
  const judged = routes.flatMap((nfr) => {
    const load = measured.find((each) => each.route === nfr.route);
    return load === undefined ? [] : [{ load, missed: misses(load, nfr, durationMs) }];
  });
  const missed = judged.filter((each) => each.missed.length > 0);
  if (missed.length === 0) return passed(`${judged.map((each) => describeRoute(each.load)).join('; ')}.`);
  return failed(`${missed.map((each) => `${each.load.route} ${each.missed.join(', ')}`).join('; ')}.`);
}
