import { type DeployedFunction, isSameFunction, placeOf } from '../../model/deployment.ts';
import type { Release } from '../../model/release.ts';
import type { Deployer, DeployOutcome, DeployPlan, DeployRefusal } from '../deployer.ts';
import type { RouterKind } from '../../model/rollout-strategy.ts';
import type { TrafficRouter } from '../traffic-router.ts';
import { digestNamed, sampleRelease } from './sample-release.ts';

/** Version 2 is what a deploy of the sample release leaves, version 1 what was there before it. */
export const newVersions: readonly DeployedFunction[] = versions('2', '');
export const oldVersions: readonly DeployedFunction[] = versions('1', 'old ');

function versions(version: string, prefix: string): readonly DeployedFunction[] {
  return [
    { function: 'CreateFunction', version, digest: digestNamed(`${prefix}create.zip`) },
    { function: 'ReadFunction', version, digest: digestNamed(`${prefix}read.zip`) },
  ];
}

/** The same in each of two regions. */
export const twoRegions = ['eu-west-1', 'eu-central-1'];

export function inTwoRegions(functions: readonly DeployedFunction[]): readonly DeployedFunction[] {
  return twoRegions.flatMap((region) => functions.map((each) => ({ ...each, region })));
}

/** Accounts in memory: a deploy leaves `deployed`, a shift of 100 % makes versions live. */
export class FakeAccounts implements Deployer, TrafficRouter {
  readonly calls: string[] = [];
  readonly #live = new Map<string, readonly DeployedFunction[]>();
  readonly #weights = new Map<string, Record<string, Record<string, number>>>();
  plans: DeployPlan | DeployRefusal = {
    digest: digestNamed('plan'),
    changes: [{ action: 'Modify', logicalId: 'X', type: 'T', replacement: null }],
  };
  outcome: DeployOutcome = { kind: 'deployed', functions: newVersions, changesLeft: [], evidence: [digestNamed('stack events')] };
  /** What the account answers when it is asked what is live, where that isn't what was asked for. */
  liveAnswer: readonly DeployedFunction[] | null = null;
  /** Weights that are taken and not kept. */
  ignoresShifts = false;
  onShift: () => void = () => undefined;

  router: RouterKind = 'alias';

  kindIn(): RouterKind {
    return this.router;
  }

  setLive(environment: string, functions: readonly DeployedFunction[]): void {
    this.#live.set(environment, functions);
    this.#weights.set(environment, Object.fromEntries(functions.map((each) => [placeOf(each), { [each.version]: 100 }])));
  }

  plan(environment: string): Promise<DeployPlan | DeployRefusal> {
    this.calls.push(`plan ${environment}`);
    return Promise.resolve(this.plans);
  }

  deploy(environment: string, release: Release): Promise<DeployOutcome> {
    this.calls.push(`deploy ${environment} ${release.id === sampleRelease.id ? 'sample' : release.id}`);
    return Promise.resolve(this.outcome);
  }

  live(environment: string): Promise<readonly DeployedFunction[]> {
    return Promise.resolve(this.liveAnswer ?? this.#live.get(environment) ?? []);
  }

  shift(environment: string, to: readonly DeployedFunction[], weightPercent: number): Promise<void> {
    this.calls.push(`shift ${environment} ${to.map((each) => `${placeOf(each)}:${each.version}`).join(' ')} ${String(weightPercent)}`);
    this.onShift();
    if (this.ignoresShifts) return Promise.resolve();
    const before = this.#live.get(environment) ?? [];
    const kept = before.filter((each) => !to.some((one) => isSameFunction(one, each)));
    const weights = { ...this.#weights.get(environment) };
    for (const each of to) {
      const stable = before.find((one) => isSameFunction(one, each));
      const isWhole = stable === undefined || stable.version === each.version || weightPercent === 100;
      weights[placeOf(each)] = isWhole ? { [each.version]: 100 } : { [stable.version]: 100 - weightPercent, [each.version]: weightPercent };
    }
    if (weightPercent === 100) this.#live.set(environment, [...to, ...kept]);
    this.#weights.set(environment, weights);
    return Promise.resolve();
  }

  weights(environment: string): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>> {
    return Promise.resolve(this.#weights.get(environment) ?? {});
  }
}
