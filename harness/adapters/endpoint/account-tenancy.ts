import { GetParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { BackendError } from '../../backends/backend.ts';
import { ownerKeys } from '../../backends/endpoint/profile-keys.ts';
import { type Lease, type MadeThing, type Tenancy, thingKinds } from '../../backends/endpoint/tenancy.ts';
import { refusal } from '../../backends/endpoint/watch-endpoint.ts';
import { AwsClients } from '../aws/accounts.ts';
import { describeThing } from './describe-thing.ts';
import { kindsOfThings } from './things/index.ts';
import { parameter } from './things/parameter.ts';
import { unlessAbsent } from './unless-absent.ts';

/** In the tooling account: whose world is at work at the endpoint. One at a time, for all have the same names. */
export const markName = '/rehearsal/world';

interface Mark {
  readonly id: string;
  readonly folder: string;
}

/** Comes and goes as the owner of each account, by ordinary calls. */
export const accountTenancy: Tenancy = {
  enter: async (lease) => {
    await expectAnswer(lease.endpoint);
    using owners = await openOwners(lease);
    await expectRoots(lease, owners);
    const mark = await readMark(lease, owners);
    if (mark?.id === lease.id) return 'ours';
    if (mark !== null) throw takenBy(lease, mark);
    await expectNothing(lease, owners);
    await putMark(lease, owners);
    return 'new';
  },
  leave: async (lease) => {
    await expectAnswer(lease.endpoint);
    using owners = await openOwners(lease);
    // Nothing of this world is there, whoever's it is.
    if ((await readMark(lease, owners))?.id !== lease.id) return [];
    const left: string[] = [];
    for (const kind of thingKinds) {
      const those = lease.things.filter((thing) => thing.kind === kind);
      const stays = await Promise.all(those.map((thing) => removeThing(thing, owners)));
      left.push(...stays.flat());
    }
    await parameter.remove(owners.of(lease.tooling), markName);
    return left;
  },
};

/** Those of the things that are at the endpoint now; asks, and changes nothing. Throws BackendError where it can't be asked. */
export async function thingsThere(lease: Place): Promise<readonly MadeThing[]> {
  await expectAnswer(lease.endpoint);
  using owners = await openOwners(lease);
  await expectRoots(lease, owners);
  return await present(lease.things, owners);
}

type Place = Pick<Lease, 'endpoint' | 'tooling' | 'things' | 'profiles'>;

interface Owners extends Disposable {
  of(place: { readonly account: string; readonly region: string }): AwsClients;
}

async function openOwners({ endpoint, profiles = {} }: Pick<Lease, 'endpoint' | 'profiles'>): Promise<Owners> {
  const keys = await ownerKeys(profiles);
  const made = new Map<string, AwsClients>();
  return {
    of: ({ account, region }) => {
      const name = `${account} ${region}`;
      const clients = made.get(name) ?? new AwsClients({ endpoint, region, credentials: () => Promise.resolve(keys(account)) });
      made.set(name, clients);
      return clients;
    },
    [Symbol.dispose]: () => {
      for (const clients of made.values()) clients.destroy();
    },
  };
}

async function expectAnswer(endpoint: string): Promise<void> {
  const why = await refusal(endpoint);
  if (why === null) return;
  throw new BackendError(`Nothing answers at ${endpoint} (${why}).`, 'Start it, or name another one with --endpoint.');
}

async function expectRoots({ endpoint, tooling, things, profiles = {} }: Place, owners: Owners): Promise<void> {
  const accounts = new Map([tooling, ...things].map((place) => [place.account, place]));
  for (const place of accounts.values()) {
    const said = await accountOf(owners.of(place));
    if (said === place.account) continue;
    const profile = profiles[place.account];
    if (profile !== undefined) throw notItsOwner(endpoint, place.account, profile, said);
    throw new BackendError(
      `${endpoint} does not take the access key ${place.account} for the root of that account: it says ${said}.`,
      'It has to follow the convention of emulators, that a key of twelve digits is an account: rehearse emulator --credentials open does. Or name a profile for each account with --profile.',
    );
  }
}

function notItsOwner(endpoint: string, account: string, profile: string, said: string): BackendError {
  return new BackendError(
    `${endpoint} does not take the keys of profile ${profile} for account ${account}: it says ${said}.`,
    "Accounts have to be in the topology as they are there, each with a profile of its owner's.",
  );
}

async function accountOf({ sts }: AwsClients): Promise<string> {
  try {
    return (await sts.send(new GetCallerIdentityCommand({}))).Account ?? 'no account';
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return error.name;
  }
}

async function readMark({ tooling }: Lease, owners: Owners): Promise<Mark | null> {
  const found = await unlessAbsent(owners.of(tooling).ssm.send(new GetParameterCommand({ Name: markName })), 'ParameterNotFound');
  return found === null ? null : (JSON.parse(found.Parameter?.Value ?? '{}') as Mark);
}

async function putMark(lease: Lease, owners: Owners): Promise<void> {
  const { id, folder, tooling } = lease;
  const Value = JSON.stringify({ id, folder } satisfies Mark);
  // Where two come at once, the account lets one of them write it.
  const put = owners.of(tooling).ssm.send(new PutParameterCommand({ Name: markName, Value, Type: 'String', Overwrite: false }));
  if ((await unlessAbsent(put, 'ParameterAlreadyExists')) === null) throw takenBy(lease, await readMark(lease, owners));
}

function takenBy({ endpoint }: Lease, mark: Mark | null): BackendError {
  return new BackendError(
    `Another rehearsal is at work at ${endpoint}, or was left there: its world is in ${mark?.folder ?? 'a folder that it does not name'}.`,
    'End it there with rehearse down, or use another endpoint.',
  );
}

async function expectNothing(lease: Lease, owners: Owners): Promise<void> {
  const [first, ...more] = await present(lease.things, owners);
  if (first === undefined) return;
  const others = more.length === 0 ? '' : ` and ${String(more.length)} more`;
  throw new BackendError(
    `${lease.endpoint} holds ${describeThing(first)} of account ${first.account}${others}, which this world did not make and would use.`,
    'Take them away, start the endpoint with nothing in it, or use another one.',
  );
}

async function present(things: readonly MadeThing[], owners: Owners): Promise<readonly MadeThing[]> {
  const there = await Promise.all(things.map((thing) => isThere(thing, owners)));
  return things.filter((_, at) => there[at] === true);
}

/** A service that is none of the endpoint's holds nothing. */
async function isThere({ kind, name, ...place }: MadeThing, owners: Owners): Promise<boolean> {
  try {
    return await kindsOfThings[kind].isThere(owners.of(place), name);
  } catch (error) {
    if (isNoService(error)) return false;
    throw error;
  }
}

async function removeThing(thing: MadeThing, owners: Owners): Promise<readonly string[]> {
  if (!(await isThere(thing, owners))) return [];
  const { kind, name, ...place } = thing;
  try {
    const left = await kindsOfThings[kind].remove(owners.of(place), name);
    return left.map((sentence) => `account ${place.account}: ${sentence}`);
  } catch (error) {
    // One that can't be taken away is said, and keeps no other there.
    const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return [`account ${place.account}: ${describeThing({ kind, name })}, which could not be taken away (${said}).`];
  }
}

/** As emulators answer for a service or an operation that they lack, and as AWS does for one that breaks at every attempt. */
function isNoService(error: unknown): boolean {
  if (!(error instanceof Error) || !('$metadata' in error)) return false;
  const { httpStatusCode: status = 0 } = error.$metadata as { readonly httpStatusCode?: number };
  return status >= 500 || ['UnknownOperationException', 'InternalFailure', 'NotImplemented'].includes(error.name);
}
