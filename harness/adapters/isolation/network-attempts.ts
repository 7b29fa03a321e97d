import type { IsolationAttempt } from '../../../src/ports/isolation.ts';
import type { PlannedEnvironment } from '../../backends/backend.ts';
import type { Sessions } from '../aws/sessions.ts';
import { knock } from './knock.ts';
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
}

/** From inside the network of each environment's functions, at what listens for another: `own` at all others, and they at `own`. */
export async function networkAttempts(
  sources: NetworkSources,
  own: PlannedEnvironment,
  others: readonly PlannedEnvironment[],
): Promise<readonly IsolationAttempt[]> {
  const [here, elsewhere] = await Promise.all([placeOf(sources, own), Promise.all(others.map((other) => placeOf(sources, other)))]);
  // One after the other: each starts a function, and on a small machine several starts at once are seen by users whose traffic flows meanwhile.
  const attempts = [...(await fromInside(sources, here, elsewhere))];
  for (const there of elsewhere) attempts.push(...(await fromInside(sources, there, [here])));
  return attempts;
}

async function placeOf(sources: NetworkSources, environment: PlannedEnvironment): Promise<Place> {
  const roots = environment.regions.map((region) => sources.sessions.root(environment.account, region));
  const [[role = null], listening] = await Promise.all([executionRoles(roots), listeningOf(sources, roots, environment)]);
  return { environment, role, listening };
}

async function fromInside(
  sources: NetworkSources,
  { environment, role }: Place,
  to: readonly Place[],
): Promise<readonly IsolationAttempt[]> {
  const targets = to.flatMap(({ environment: { name }, listening }) => listening.map((target) => ({ environment: name, target })));
  if (role === null || targets.length === 0) return [];
  const owner = sources.sessions.root(environment.account);
  const { hostname, port } = new URL(owner.options.endpoint);
  const answers = await knock(
    owner,
    role,
    { host: hostname, port: Number(port) },
    targets.map(({ target }) => target),
  );
  return targets.flatMap(({ environment: owned, target: { name, host, port: number } }, at): readonly IsolationAttempt[] => {
    const answer = answers[at];
    if (answer === undefined) return [];
    const principal = `function as ${role.slice(role.lastIndexOf('/') + 1)}`;
    const target = `${host}:${String(number)} (${name})`;
    return [{ from: environment.name, principal, to: owned, kind: 'port', target, ...answer, because: null }];
  });
}
