import { GetAliasCommand } from '@aws-sdk/client-lambda';
import { type DeployedFunction, placeOf } from '../../../src/model/deployment.ts';
import type { RouterKind } from '../../../src/model/rollout-strategy.ts';
import type { TrafficRouter } from '../../../src/ports/traffic-router.ts';
import type { Edges } from '../edge/edges.ts';
import { greenVersion, pointGreen } from './green-alias.ts';
import { latest } from './lambda-versions.ts';
import { placeIn } from './place-in.ts';
import type { StackFunction, StackFunctions } from './stack-functions.ts';

/**
 * A weighted edge in front of two aliases: the live one, and a green one that only the edge sends users to. What has all of the traffic has the
 * live alias, so that between two rollouts there is nothing that only the edge knows.
 */
export class EdgeTrafficRouter implements TrafficRouter {
  readonly #functions: Pick<StackFunctions, 'of'>;
  readonly #edges: Edges;
  /** Moves the live alias. */
  readonly #aliases: TrafficRouter;

  constructor(functions: Pick<StackFunctions, 'of'>, edges: Edges, aliases: TrafficRouter) {
    this.#functions = functions;
    this.#edges = edges;
    this.#aliases = aliases;
  }

  kindIn(): RouterKind {
    return 'edge';
  }

  async shift(environment: string, to: readonly DeployedFunction[], weightPercent: number): Promise<void> {
    const moves: (readonly [StackFunction, DeployedFunction, 'give' | 'share'])[] = [];
    for (const fn of await this.#functions.of(environment)) {
      const target = to.find((deployed) => placeOf(deployed) === placeIn(fn));
      if (target === undefined) continue;
      const isWhole = weightPercent >= 100 || (await liveVersion(fn)) === target.version;
      // Of all of them, before the first is moved.
      if (!isWhole && (fn.url === null || fn.alias === latest)) throw new Error(unshareable(fn, environment));
      moves.push([fn, target, isWhole ? 'give' : 'share']);
    }
    for (const [fn, target, how] of moves) {
      if (how === 'give') await this.#give(environment, fn, target);
      else await this.#share(environment, fn, target, weightPercent);
    }
  }

  async weights(environment: string): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>> {
    const live = await this.#aliases.weights(environment);
    const shared = await Promise.all(
      (await this.#functions.of(environment)).map(async (fn) => {
        const weight = this.#edges.weightOf(environment, fn);
        const versions = live[placeIn(fn)] ?? {};
        return [placeIn(fn), weight === null ? versions : past(versions, (await greenVersion(fn)) ?? '', weight.weightPercent)] as const;
      }),
    );
    return { ...live, ...Object.fromEntries(shared) };
  }

  /** All of it, through the live alias. */
  async #give(environment: string, fn: StackFunction, target: DeployedFunction): Promise<void> {
    // Where the green one is something else, users are to be off it with the first thing that is done; where it is the target, with the last.
    const isGreen = this.#edges.weightOf(environment, fn)?.version === target.version;
    if (!isGreen) await this.#edges.share(environment, fn, null);
    await this.#aliases.shift(environment, [target], 100);
    await this.#edges.share(environment, fn, null);
  }

  async #share(environment: string, fn: StackFunction, target: DeployedFunction, weightPercent: number): Promise<void> {
    const { version } = target;
    const before = this.#edges.weightOf(environment, fn);
    if (before !== null && before.version !== version) await this.#edges.share(environment, fn, null);
    await pointGreen(fn, version);
    await this.#edges.share(environment, fn, weightPercent > 0 ? { version, weightPercent } : null);
  }
}

async function liveVersion({ clients, physicalId, alias }: StackFunction): Promise<string> {
  if (alias === latest) return '';
  const { FunctionVersion: version = '' } = await clients.lambda.send(new GetAliasCommand({ FunctionName: physicalId, Name: alias }));
  return version;
}

function past(live: Readonly<Record<string, number>>, version: string, weightPercent: number): Readonly<Record<string, number>> {
  const rest = Object.entries(live).map(([name, percent]) => [name, (percent * (100 - weightPercent)) / 100] as const);
  return { ...Object.fromEntries(rest), [version]: (Object.fromEntries(rest)[version] ?? 0) + weightPercent };
}

function unshareable({ name, url }: StackFunction, environment: string): string {
  const lacking = url === null ? 'url in rehearsal.yaml' : 'alias';
  return `${name} in ${environment} has no ${lacking}, so no edge can stand in front of it: give it one, or move its traffic all at once.`;
}
