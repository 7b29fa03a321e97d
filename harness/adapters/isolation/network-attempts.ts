import type { IsolationAttempt } from '../../../src/ports/isolation.ts';
import type { PlannedEnvironment } from '../../backends/backend.ts';
import type { Sessions } from '../aws/sessions.ts';
import { judgeKnock } from './judge-knock.ts';
import { knock } from './knock.ts';
import { knockFromHere } from './knock-from-here.ts';
import { type Listening, listeningOf, type ListeningSources } from './listening-of.ts';
import { executionRoles } from './principals.ts';

export interface NetworkSources extends ListeningSources {
  readonly sessions: Pick<Sessions, 'root'>;
}

interface Place {
  readonly environment: PlannedEnvironment;
  /** Null where the environment has no function, and so nobody in its network. */
  readonly role: string | null;
  readonly listening: readonly Listening[];
  /** What its functions are to reach. */
  readonly own: readonly Listening[];
}

export interface Places {
  readonly here: Place;
  readonly elsewhere: readonly Place[];
}

/** Who is in each environment's network, and what listens there. Asked before any function of ours is there, which would be listed as well. */
export async function placesOf(sources: NetworkSources, own: PlannedEnvironment, others: readonly PlannedEnvironment[]): Promise<Places> {
  const [here, elsewhere] = await Promise.all([placeOf(sources, own), Promise.all(others.map((other) => placeOf(sources, other)))]);
  return { here, elsewhere };
}

/** From inside the network of each environment's functions, at what listens for another: from `here` at all others, and from them at `here`. */
export async function networkAttempts(sources: NetworkSources, { here, elsewhere }: Places): Promise<readonly IsolationAttempt[]> {
  // One after the other: each starts a function, and on a small machine several starts at once are seen by users whose traffic flows meanwhile.
  const knocked = [await fromInside(sources, here, elsewhere)];
  for (const there of elsewhere) knocked.push(await fromInside(sources, there, [here]));
  const answering = new Set(knocked.flatMap(({ reached }) => reached));
  return (await Promise.all(knocked.flatMap(({ place, toOwn, at }) => at.map((one) => toAttempt(place, toOwn, one, answering))))).flat();
}

async function placeOf(sources: NetworkSources, environment: PlannedEnvironment): Promise<Place> {
  const roots = environment.regions.map((region) => sources.sessions.root(environment.account, region));
  const [[role = null], listening, onNetwork] = await Promise.all([
    executionRoles(roots),
    listeningOf(sources, roots, environment),
    sources.world.engine?.listeningOf(environment.name),
  ]);
  const own = onNetwork ?? [endpointOf(sources.sessions.root(environment.account).options.endpoint)];
  return { environment, role, listening: [...(onNetwork ?? []), ...listening], own };
}

interface Knocked {
  readonly place: Place;
  /** What came of knocking at what is the environment's own. */
  readonly toOwn: string;
  /** What of its own it has reached: somebody answers there. */
  readonly reached: readonly Listening[];
  readonly at: readonly { readonly environment: string; readonly target: Listening; readonly inside: string }[];
}

async function fromInside(sources: NetworkSources, place: Place, to: readonly Place[]): Promise<Knocked> {
  const { environment, role, own } = place;
  const targets = to.flatMap(({ environment: { name }, listening: theirs }) => theirs.map((target) => ({ environment: name, target })));
  if (role === null || targets.length === 0) return { place, toOwn: 'not tried', reached: [], at: [] };
  const owner = sources.sessions.root(environment.account);
  const answers = await knock(owner, role, [...own, ...targets.map(({ target }) => target)]);
  const toOwn = answers.slice(0, own.length);
  return {
    place,
    toOwn: toOwn.find((answer) => answer !== 'connected') ?? toOwn[0] ?? 'nothing there',
    reached: own.filter((_, at) => toOwn[at] === 'connected'),
    at: targets.map((target, at) => ({ ...target, inside: answers[own.length + at] ?? 'no answer' })),
  };
}

function endpointOf(url: string): Listening {
  const { hostname: host, port } = new URL(url);
  return { name: 'the endpoint', host, port: Number(port) };
}

async function toAttempt(
  { environment, role }: Place,
  own: string,
  { environment: to, target: listener, inside }: Knocked['at'][number],
  answering: ReadonlySet<Listening>,
): Promise<readonly IsolationAttempt[]> {
  if (role === null) return [];
  const { host, port, name } = listener;
  // An engine's addresses may be out of this machine's reach: who was reached from inside of what is its own is there.
  const known = answering.has(listener) ? 'connected' : await knockFromHere(listener);
  const principal = `function as ${role.slice(role.lastIndexOf('/') + 1)}`;
  const target = `${host}:${String(port)} (${name})`;
  return [{ from: environment.name, principal, to, kind: 'port', target, ...judgeKnock({ inside, own, known }), because: null }];
}
