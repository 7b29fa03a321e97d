import { randomBytes } from 'node:crypto';
import type { World, WorldPlan } from '../../backends/backend.ts';
import { AwsClients, type AwsCredentials } from '../aws/accounts.ts';
import type { ProbedDatabase, ProbePlace } from './probe.ts';

export type ProbedWorld = Pick<World, 'endpointOf' | 'rootCredentials' | 'postgresOf' | 'trace'>;

export interface OpenedPlace {
  readonly place: ProbePlace;
  /** Takes away what was made, the last first. Says of what could not be why. */
  readonly end: () => Promise<readonly string[]>;
}

export function openPlace(world: ProbedWorld, plan: WorldPlan): OpenedPlace {
  const { account, region } = plan.tooling;
  const undoing: (() => Promise<unknown>)[] = [];
  const made: AwsClients[] = [];
  const clients = (of: string, credentials: AwsCredentials): AwsClients => {
    const source = (): Promise<AwsCredentials> => Promise.resolve(credentials);
    const all = new AwsClients({ endpoint: world.endpointOf(of), region: regionOf(plan, of), credentials: source });
    made.push(all);
    return all;
  };
  const owners = new Map<string, AwsClients>();
  const place: ProbePlace = {
    account,
    otherAccount: plan.environments[0]?.account ?? account,
    region,
    owner: (of) => {
      const owner = owners.get(of) ?? clients(of, world.rootCredentials(of));
      owners.set(of, owner);
      return owner;
    },
    as: (credentials, of = account) => clients(of, credentials),
    name: (what) => `rehearsal-probe-${what}-${randomBytes(5).toString('hex')}`,
    afterwards: (undo) => void undoing.push(undo),
    trace: world.trace,
    databases: databasesOf(world, plan),
  };
  const end = async (): Promise<readonly string[]> => {
    const left: string[] = [];
    for (const undo of undoing.toReversed()) await undo().catch((error: unknown) => left.push(wordsOf(error)));
    for (const all of made) all.destroy();
    return left;
  };
  return { place, end };
}

export function wordsOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 200);
}

function regionOf({ tooling, environments }: WorldPlan, account: string): string {
  return environments.find((environment) => environment.account === account)?.region ?? tooling.region;
}

function databasesOf(world: ProbedWorld, { environments }: WorldPlan): readonly ProbedDatabase[] {
  return environments
    .filter(({ database }) => database)
    .map(({ name, account }) => ({ environment: name, account, ...world.postgresOf(name).fromFunctions }));
}
