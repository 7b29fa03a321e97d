import { type DeployedFunction, isSameFunction, placeOf } from '../model/deployment.ts';
import type { StrategyName, TrafficShift } from '../model/rollout-strategy.ts';
import type { Observation, RolloutOptions, RolloutStep, Strategy } from '../ports/strategy.ts';

/** A strategy that is nothing but its shifts: a step each. Where nothing was live before there is nothing to share with, and one step does. */
export function weighted(name: StrategyName, shifts: readonly TrafficShift[]): Strategy {
  return {
    name,
    shifts,
    steps: (options) => (options.previous.length === 0 ? shifts.slice(-1) : shifts).map((shift) => step(shift, options)),
  };
}

function step({ weightPercent, bakeMs }: TrafficShift, { environment, to, previous, router }: RolloutOptions): RolloutStep {
  return {
    name: weightPercent === 100 ? 'all traffic to the new versions' : `${String(weightPercent)} % of the traffic to the new versions`,
    weightPercent,
    bakeMs,
    act: () => router.shift(environment, to, weightPercent),
    observe: async () => observed(to, previous, weightPercent, await router.weights(environment)),
    revert: async () => {
      if (previous.length > 0) await router.shift(environment, previous, 100);
    },
  };
}

type Weights = Readonly<Record<string, Readonly<Record<string, number>>>>;

function observed(
  to: readonly DeployedFunction[],
  previous: readonly DeployedFunction[],
  weightPercent: number,
  weights: Weights,
): Observation {
  const all = String(to.length);
  const short = to.filter((each) => !isNear(weightOf(each, weights), wanted(each, previous, weightPercent)));
  if (short.length === 0) {
    const share = weightPercent === 100 ? 'all their traffic' : `${String(weightPercent)} % of their traffic`;
    return { healthy: true, reason: `${all} functions have ${share} on the new version.` };
  }
  const said = short.map((each) => `${placeOf(each)} version ${each.version} has ${String(weightOf(each, weights))} % of its traffic`);
  return { healthy: false, reason: `${said.join(', ')}, not ${String(weightPercent)} %.` };
}

function weightOf(fn: DeployedFunction, weights: Weights): number {
  return weights[placeOf(fn)]?.[fn.version] ?? 0;
}

/** A function that the release does not change, or brings, has all of its traffic on its one version. */
function wanted(fn: DeployedFunction, previous: readonly DeployedFunction[], weightPercent: number): number {
  const before = previous.find((each) => isSameFunction(each, fn));
  return before === undefined || before.version === fn.version ? 100 : weightPercent;
}

/** A weight is a share of 1 in an alias: 7 % comes back as 7.000000000000001. */
function isNear(percent: number, wantedPercent: number): boolean {
  return Math.abs(percent - wantedPercent) < 1e-6;
}
