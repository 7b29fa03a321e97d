import type { BackendKind } from '../../backends/backend.ts';
import { readLive } from '../deploy/lambda-versions.ts';
import type { StackFunction } from '../deploy/stack-functions.ts';
import { databasePortOf, endpointOf, type Hands, isAnswering, isListening, type Place } from './hands.ts';

export interface WorldStatus {
  readonly backend: BackendKind;
  readonly endpoint: string;
  readonly healthy: boolean;
  readonly environments: readonly EnvironmentStatus[];
}

export interface EnvironmentStatus extends Place {
  readonly healthy: boolean;
  readonly database: { readonly port: number; readonly healthy: boolean } | null;
  readonly functions: readonly FunctionStatus[];
}

export interface FunctionStatus {
  readonly name: string;
  readonly physicalId: string;
  /** Where the environment has several. */
  readonly region?: string;
  readonly url: string | null;
  /** Null where nothing is live through its alias. */
  readonly version: string | null;
  readonly digest: string | null;
}

/** What is up now, asked of the world itself. */
export async function worldStatus(hands: Hands): Promise<WorldStatus> {
  const endpoint = endpointOf(hands.kept);
  const answers = await listens(endpoint);
  const environments = await Promise.all(hands.environments.map((place) => environmentStatus(hands, place)));
  const healthy = answers && environments.every((environment) => environment.healthy);
  return { backend: hands.kept.kind, endpoint, healthy, environments };
}

async function environmentStatus(hands: Hands, { name, account, region }: Place): Promise<EnvironmentStatus> {
  const answers = await listens(endpointOf(hands.kept, account));
  const port = databasePortOf(hands.kept, name);
  const database = port === null ? null : { port, healthy: await isListening(port) };
  const functions = answers ? await Promise.all((await hands.functions.of(name)).map(functionStatus)) : [];
  return { name, account, region, healthy: answers && database?.healthy !== false, database, functions };
}

function listens(endpoint: string): Promise<boolean> {
  return isAnswering(endpoint);
}

async function functionStatus({ clients, logicalId, physicalId, alias, name, url, region }: StackFunction): Promise<FunctionStatus> {
  const live = await readLive(clients, logicalId, physicalId, alias);
  return {
    name,
    physicalId,
    ...(region === undefined ? {} : { region }),
    url,
    version: live?.version ?? null,
    digest: live?.digest ?? null,
  };
}
