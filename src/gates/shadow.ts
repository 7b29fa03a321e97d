import type { RouteNfr } from '../model/project.ts';
import type { ShadowDifference, ShadowRoute } from '../model/shadow.ts';
import type { GateResult } from '../ports/gate.ts';
import type { LoadFailure } from '../ports/load-runner.ts';
import type { ShadowReport } from '../ports/shadow.ts';
import { defineReleaseGate } from './define-gate.ts';
import type { Judgement } from './result.ts';
import { failed, inconclusive, missingTool, passed, result } from './result.ts';

const defaultForMs = 15_000;
/** For each route: an answer that differs once in thirty is seen with 95 % in a hundred. */
const defaultSamples = 100;

/** The release answers copies of users' requests as what is live answers them, but for what is masked. */
export const shadow = defineReleaseGate('shadow', ['durationMs', 'minSamples'], async (subject, ports) => {
  const { step, stage, release, project } = subject;
  const forMs = step.thresholds.durationMs ?? defaultForMs;
  const report = await ports.shadow.mirror({ environment: stage.environment, release, forMs });
  const limits = { routes: project.performance?.routes ?? [], minSamples: step.thresholds.minSamples ?? defaultSamples };
  const judged = judgeShadow(report, limits);
  if (report.kind !== 'mirrored') return judged;
  const { routes, differences } = report;
  return { ...judged, facts: { shadow: { ...project.shadow, routes, differences } } };
});

export interface ShadowLimits {
  readonly routes: readonly Pick<RouteNfr, 'route'>[];
  readonly minSamples: number;
}

export function judgeShadow(report: ShadowReport, limits: ShadowLimits): GateResult {
  switch (report.kind) {
    case 'no-double': {
      const { reason, lacking } = report;
      const said = `${reason} So nothing was mirrored: waive this, or rehearse where a double can be made.`;
      return result(inconclusive(said), [], lacking === null ? {} : { lacking: [lacking] });
    }
    case 'nothing-live':
      return result(inconclusive('Nothing is live whose answers could be compared with: let the stage start at the latest release.'));
    case 'not-up':
      return result(failed(`The release did not come up in a double of the environment: ${report.reason}`));
    case 'no-traffic':
      return withoutTraffic(report.failure);
    case 'mirrored':
      return result(noData(report, limits) ?? judgeDifferences(report), report.evidence);
  }
}

function withoutTraffic(failure: LoadFailure): GateResult {
  switch (failure.kind) {
    case 'missing-tool':
      return missingTool(failure.tool, failure.reason);
    case 'not-configured':
      return result(
        inconclusive('There are no users whose requests could be mirrored: name a k6 script under performance in rehearsal.yaml.'),
      );
    case 'broken':
      return result(inconclusive(`Users' traffic could not be started: ${failure.reason}`));
  }
}

type Mirrored = Extract<ShadowReport, { readonly kind: 'mirrored' }>;

/** Why what was seen does not suffice; null where it does. A difference that was seen is one, however little was seen. */
function noData({ routes, differences, cutShort, liveFailed }: Mirrored, limits: ShadowLimits): Judgement | null {
  if (differences.length > 0) return null;
  if (limits.routes.length === 0) return inconclusive('performance names no routes to compare: list them under nfrs in rehearsal.yaml.');
  if (cutShort !== null) return inconclusive(`Users' traffic ended before its time: ${cutShort}.`);
  for (const { route } of limits.routes) {
    const compared = routes.find((each) => each.route === route)?.compared ?? 0;
    if (compared < limits.minSamples) {
      return inconclusive(
        `${String(compared)} answers of ${route} were compared, ${String(limits.minSamples)} are needed${failedWords(liveFailed)}: let it last longer, or raise the rate.`,
      );
    }
  }
  return null;
}

function judgeDifferences({ routes, differences, left, liveFailed, replayed }: Mirrored): Judgement {
  const compared = routes.map(({ route, compared: count }) => `${route} ${String(count)}`).join(', ');
  const late = left === 0 ? '' : ` ${String(left)} more came too late to be mirrored.`;
  const unanswered = liveFailed === 0 ? '' : ` ${String(liveFailed)} failed for users themselves.`;
  const recorded = replayed === 0 ? '' : ` ${String(replayed)} of the requests were recorded.`;
  if (differences.length === 0)
    return passed(`The same answers as what is live, but for what is masked: ${compared}.${recorded}${late}${unanswered}`);
  const [first, ...more] = differences.toSorted((one, other) => other.times - one.times).map((each) => inWords(each, routes));
  const others = more.length === 0 ? '' : ` (and ${String(more.length)} more)`;
  return failed(
    `The release answers otherwise than what is live: ${first ?? ''}${others}. Where that is meant, name it under shadow.masks in rehearsal.yaml.`,
  );
}

function failedWords(liveFailed: number): string {
  return liveFailed === 0 ? '' : ` (${String(liveFailed)} requests failed for users themselves)`;
}

function inWords({ route, what, live, candidate, times }: ShadowDifference, routes: readonly ShadowRoute[]): string {
  const of = routes.find((each) => each.route === route)?.compared ?? times;
  return `${route}: ${what} is ${candidate}, live ${live} (${String(times)} of ${String(of)})`;
}
