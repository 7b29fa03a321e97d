import type { DeployedFunction } from '../model/deployment.ts';
import type { Observation, RolloutOptions, RolloutStep, Strategy } from '../ports/strategy.ts';

/** All of the traffic goes to the new versions in one step. */
export const allAtOnce: Strategy = {
  name: 'all-at-once',
  steps: (options) => [allTraffic(options)],
};

function allTraffic({ environment, to, previous, router }: RolloutOptions): RolloutStep {
  return {
    name: 'all traffic to the new versions',
    weightPercent: 100,
    act: () => router.shift(environment, to, 100),
    observe: async () => observed(to, await router.weights(environment)),
    revert: async () => {
      if (previous.length > 0) await router.shift(environment, previous, 100);
    },
  };
}

function observed(to: readonly DeployedFunction[], weights: Readonly<Record<string, Readonly<Record<string, number>>>>): Observation {
  const short = to.filter((each) => weights[each.function]?.[each.version] !== 100);
  if (short.length === 0) return { healthy: true, reason: `${String(to.length)} functions have all their traffic on the new version.` };
  const said = short.map(
    (each) => `${each.function} version ${each.version} has ${String(weights[each.function]?.[each.version] ?? 0)} % of its traffic`,
  );
  return { healthy: false, reason: `${said.join(', ')}, not 100 %.` };
}
