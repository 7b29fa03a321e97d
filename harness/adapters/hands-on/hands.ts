import { connect } from 'node:net';
import type { Project } from '../../../src/model/project.ts';
import { BackendError } from '../../backends/backend.ts';
import { rootKeyOf } from '../../backends/containers/emulators/container-emulator.ts';
import { refusal } from '../../backends/endpoint/watch-endpoint.ts';
import type { KeptEnvironment, KeptWorld } from '../../backends/stop-kept.ts';
import { AwsClients } from '../aws/accounts.ts';
import { StackFunctions } from '../deploy/stack-functions.ts';

export interface Place {
  readonly name: string;
  readonly account: string;
  readonly region: string;
}

/** The keys of an account's root, which may do everything there: these are the commands of whoever owns the world. */
export interface RootAccess {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A world that was left up, as hands get at it: ordinary clients for each account, and the project's functions there. */
export interface Hands extends Disposable {
  readonly kept: KeptWorld;
  readonly project: Project;
  readonly environments: readonly Place[];
  readonly functions: StackFunctions;
  access(place: Place): RootAccess;
  /** In the environment's first region unless another is named. */
  clients(environment: string, region?: string): AwsClients;
}

export function openHands(kept: KeptWorld, project: Project): Hands {
  const made = new Map<string, AwsClients>();
  const placeOf = (environment: string): KeptEnvironment => {
    const found = kept.environments.find(({ name }) => name === environment);
    if (found === undefined) throw new Error(`the world has no environment "${environment}"`);
    return found;
  };
  const access = (place: Place): RootAccess => rootAccess(kept, place.account);
  const clients = (environment: string, region = placeOf(environment).region): AwsClients => {
    const place = placeOf(environment);
    const { endpoint, accessKeyId, secretAccessKey } = access(place);
    const credentials = (): Promise<{ accessKeyId: string; secretAccessKey: string }> => Promise.resolve({ accessKeyId, secretAccessKey });
    const key = `${environment} in ${region}`;
    const known = made.get(key) ?? new AwsClients({ endpoint, region, credentials });
    made.set(key, known);
    return known;
  };
  return {
    kept,
    project,
    environments: kept.environments,
    functions: new StackFunctions(
      project,
      { stage: clients },
      (environment) => placeOf(environment).regions ?? [placeOf(environment).region],
    ),
    access,
    clients,
    [Symbol.dispose]: () => {
      for (const one of made.values()) one.destroy();
    },
  };
}

/** The account's owner, and where its calls go. */
export function rootAccess(kept: KeptWorld, account: string): RootAccess {
  if (kept.kind !== 'embedded') return { endpoint: endpointOf(kept, account), ...rootKeyOf(account) };
  const key = kept.emulator.rootKeys[account];
  if (key === undefined) throw new Error(`the world has no root key of account ${account}`);
  return { endpoint: endpointOf(kept), ...key };
}

/** Where an account's calls go: to an emulator of its own, or to one that answers for all. */
export function endpointOf(kept: KeptWorld, account: string = kept.tooling.account): string {
  if (kept.kind === 'embedded') return kept.emulator.endpoint;
  if (kept.kind === 'endpoint') return kept.lease.endpoint;
  const emulator = kept.containers?.emulators.find(({ accounts }) => accounts.includes(account));
  if (emulator === undefined) throw new BackendError('The world had not come up whole.', 'End it with: rehearse down.');
  return `http://127.0.0.1:${emulator.port}`;
}

/** Where an environment's Postgres listens on this machine; null where it has none. */
export function databasePortOf(kept: KeptWorld, environment: string): number | null {
  const all = kept.kind === 'containers' ? (kept.containers?.postgres ?? []) : kept.postgres;
  return all.find(({ name }) => name === environment)?.port ?? null;
}

/** Whether something listens where the calls of an account go. */
export async function isAnswering(endpoint: string): Promise<boolean> {
  return (await refusal(endpoint)) === null;
}

/** Whether something listens at the address, which a machine that was restarted meanwhile has forgotten. */
export async function isListening(port: number): Promise<boolean> {
  const socket = connect({ host: '127.0.0.1', port });
  try {
    return await new Promise((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
  } finally {
    socket.destroy();
  }
}
