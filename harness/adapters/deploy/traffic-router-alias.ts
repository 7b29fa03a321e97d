import { GetAliasCommand, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { type DeployedFunction, placeOf } from '../../../src/model/deployment.ts';
import type { RouterKind } from '../../../src/model/rollout-strategy.ts';
import type { TrafficRouter } from '../../../src/ports/traffic-router.ts';
import { latest, publishedLatest, readLive } from './lambda-versions.ts';
import { placeIn } from './place-in.ts';
import type { StackFunction, StackFunctions } from './stack-functions.ts';

/** AWS's own way: an alias points at one version and may send a share of the traffic to a second one. */
export class AliasTrafficRouter implements TrafficRouter {
  readonly #functions: Pick<StackFunctions, 'of'>;

  constructor(functions: Pick<StackFunctions, 'of'>) {
    this.#functions = functions;
  }

  kindIn(): RouterKind {
    return 'alias';
  }

  async shift(environment: string, to: readonly DeployedFunction[], weightPercent: number): Promise<void> {
    for (const found of await this.#functions.of(environment)) {
      const target = to.find((deployed) => placeOf(deployed) === placeIn(found));
      if (target === undefined) continue;
      if (found.alias === latest) {
        await requireLatest(found, target, weightPercent);
        continue;
      }
      const alias = { FunctionName: found.physicalId, Name: found.alias };
      const { RoutingConfig: shared, FunctionVersion: main } = await found.clients.lambda.send(new GetAliasCommand(alias));
      // What a release does not change, or brings, has one version: Lambda refuses an alias that shares its version with itself.
      const isWhole = weightPercent >= 100 || main === target.version;
      const whole = isWhole && main !== target.version ? { FunctionVersion: target.version } : {};
      const wanted = weightPercent > 0 && !isWhole ? { [target.version]: weightPercent / 100 } : {};
      if (isWhole && main === target.version && Object.keys(shared?.AdditionalVersionWeights ?? {}).length === 0) continue;
      // Where no share is set and none is wanted, none is spoken of: LocalStack answers any RoutingConfig here with a 500.
      const untouched = Object.keys({ ...shared?.AdditionalVersionWeights, ...wanted }).length === 0;
      const routing = untouched ? {} : { RoutingConfig: { AdditionalVersionWeights: wanted } };
      await found.clients.lambda.send(new UpdateAliasCommand({ ...alias, ...whole, ...routing }));
    }
  }

  async weights(environment: string): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>> {
    const entries = await Promise.all(
      (await this.#functions.of(environment)).map(async (found) => {
        if (found.alias === latest) return [placeIn(found), { [await publishedLatest(found.clients, found.physicalId)]: 100 }] as const;
        const alias = await found.clients.lambda.send(new GetAliasCommand({ FunctionName: found.physicalId, Name: found.alias }));
        const second = Object.entries(alias.RoutingConfig?.AdditionalVersionWeights ?? {}).map(
          ([version, share]) => [version, share * 100] as const,
        );
        const rest = 100 - second.reduce((sum, [, percent]) => sum + percent, 0);
        return [placeIn(found), Object.fromEntries([[alias.FunctionVersion ?? '', rest], ...second])] as const;
      }),
    );
    return Object.fromEntries(entries);
  }
}

/** Without an alias the deploy itself moved all traffic: what is asked for must be what is there already. */
async function requireLatest(
  { clients, logicalId, physicalId }: StackFunction,
  target: DeployedFunction,
  weightPercent: number,
): Promise<void> {
  const live = await readLive(clients, logicalId, physicalId, latest);
  if (weightPercent >= 100 && live?.digest === target.digest) return;
  throw new Error(
    `${logicalId} has no alias, so its traffic can't be moved to version ${target.version}: give it one (SAM: AutoPublishAlias) and name it in rehearsal.yaml.`,
  );
}
