import type { EvidenceStore } from '../../../src/ports/evidence-store.ts';
import type { IsolationAttempt, IsolationProber, IsolationReport } from '../../../src/ports/isolation.ts';
import type { Capability, PlannedEnvironment, World, WorldPlan } from '../../backends/backend.ts';
import { applicationSecret, peopleRole } from '../aws/names.ts';
import { environmentOf, type Sessions } from '../aws/sessions.ts';
import { readDatabaseSecret } from '../bootstrap/database-secret.ts';
import { attempt } from './attempt.ts';
import { blame } from './blame.ts';
import { FunctionRoles } from './function-roles.ts';
import type { ListeningSources } from './listening-of.ts';
import { networkAttempts } from './network-attempts.ts';
import { pairsOf } from './pairs.ts';
import { tryPeopleWrites } from './people-writes.ts';
import { type Prober, principalsOf } from './principals.ts';
import { type Target, type TargetKind, targetKinds, targetsOf } from './targets.ts';
import { tryDatabase } from './try-database.ts';

export interface IsolationProberOptions {
  readonly world: World;
  readonly plan: WorldPlan;
  readonly sessions: Sessions;
  readonly databases: readonly string[];
  /** What answers for other systems; one of each an environment. */
  readonly standIns: ListeningSources['standIns'];
  readonly evidence: Pick<EvidenceStore, 'keep'>;
}

/** Between two environments, in one direction. */
const mostPairs = 400;
/** Calls at once: few, because users may be at work meanwhile. */
const width = 2;

/** Without one of these, an answer says nothing about the policies. */
const judging = {
  roles: { unjudged: "roles at the other environments' roles", needs: ['iam-enforcement', 'trust-policies'] },
  resources: { unjudged: "roles at the other environments' resources", needs: ['iam-enforcement', 'cross-account-denial'] },
  // Where policies are known to leak, a write that is let in may be the backend's doing and not the project's.
  people: { unjudged: "people's writes", needs: ['iam-enforcement', 'trust-policies', 'cross-account-denial'] },
  network: { unjudged: 'what functions reach over the network', needs: ['network-isolation'] },
} as const satisfies Readonly<Record<string, { readonly unjudged: string; readonly needs: readonly Capability[] }>>;

type Part = keyof typeof judging;
type Lacking = IsolationReport['lacking'];

interface Inhabited {
  readonly environment: PlannedEnvironment;
  readonly principals: readonly Prober[];
  readonly targets: readonly Target[];
}

/** How an emulator that knows no other's identities turns them away. */
const unknownCallers = ['InvalidClientTokenId', 'InvalidAccessKeyId', 'UnrecognizedClientException', 'InvalidSignatureException'] as const;

/** Tries it with ordinary calls and the credentials of whom it speaks of. */
export class WorldIsolation implements IsolationProber, Disposable {
  readonly #options: IsolationProberOptions;
  readonly #functionRoles = new FunctionRoles();

  constructor(options: IsolationProberOptions) {
    this.#options = options;
  }

  async probe(name: string): Promise<IsolationReport> {
    const { plan, evidence } = this.#options;
    const own = environmentOf(plan, name);
    const others = plan.environments.filter((environment) => environment.name !== name);
    const directions = others.flatMap((other) => [[own, other] as const, [other, own] as const]);
    const databases = (await Promise.all(directions.map(([from, to]) => this.#databases(from, to)))).flat();
    let listed: Promise<readonly Target[]> | undefined;
    const ownTargets = (): Promise<readonly Target[]> => (listed ??= this.#targetsOf(own));
    const iam = await this.#throughIam(own, others, ownTargets);
    const apart = this.#lackingFor('network').length === 0;
    const network = apart ? await networkAttempts(this.#options, own, others) : [];
    const people = await this.#peopleWrites(own, ownTargets);
    const attempts = [...databases, ...network, ...iam.attempts, ...people];
    const possible = databases.length + network.length + iam.possible + people.length;
    const { lacking, untried } = this.#unjudged(own);
    const digest = await evidence.keep(
      `${name}-isolation.json`,
      JSON.stringify({ environment: name, possible, lacking, untried, attempts }, null, 2),
    );
    return { attempts, possible, lacking, untried, evidence: [digest] };
  }

  [Symbol.dispose](): void {
    this.#functionRoles[Symbol.dispose]();
  }

  #lackingFor(part: Part): Lacking {
    const { needs, unjudged } = judging[part];
    return needs.filter((capability) => this.#options.world.missing.includes(capability)).map((capability) => ({ capability, unjudged }));
  }

  #unjudged({ access }: PlannedEnvironment): Pick<IsolationReport, 'lacking' | 'untried'> {
    const people = access === 'pipeline' ? this.#lackingFor('people') : [];
    const network = this.#lackingFor('network');
    // A backend that is known to be without it says so by name in its profile; a machine that can't is no reason to stop.
    const accepted = this.#options.world.accepted.includes('network-isolation');
    return {
      lacking: [...this.#lackingFor('roles'), ...this.#lackingFor('resources'), ...people, ...(accepted ? network : [])],
      untried: accepted || network.length === 0 ? [] : [this.#whyNotApart()],
    };
  }

  #whyNotApart(): string {
    const seen = this.#options.world.tried.find(({ capability }) => capability === 'network-isolation')?.seen;
    return `${judging.network.unjudged} (no network-isolation${seen === undefined ? '' : `: ${seen}`})`;
  }

  async #throughIam(
    own: PlannedEnvironment,
    others: readonly PlannedEnvironment[],
    ownTargets: () => Promise<readonly Target[]>,
  ): Promise<{ readonly attempts: readonly IsolationAttempt[]; readonly possible: number }> {
    const tried = (kind: TargetKind): boolean => this.#lackingFor(kind === 'role' ? 'roles' : 'resources').length === 0;
    if (!targetKinds.some(tried)) return { attempts: [], possible: 0 };
    const inhabit = async (environment: PlannedEnvironment, listed: Promise<readonly Target[]>): Promise<Inhabited> => {
      // Waited for together: where the emulator goes away both fail, and neither may fail unheard.
      const [principals, targets] = await Promise.all([principalsOf(environment, this.#options.sessions, this.#functionRoles), listed]);
      return { environment, principals, targets: targets.filter(({ kind }) => tried(kind)) };
    };
    const [here, elsewhere] = await Promise.all([
      inhabit(own, ownTargets()),
      Promise.all(others.map((other) => inhabit(other, this.#targetsOf(other)))),
    ]);
    const directions = elsewhere.flatMap((there) => [[here, there] as const, [there, here] as const]);
    const wanted = directions.flatMap(([from, to]) =>
      pairsOf(from.principals, to.targets, mostPairs).map(([principal, target]) => ({ from, to, principal, target })),
    );
    const possible = directions.reduce((sum, [from, to]) => sum + from.principals.length * to.targets.length, 0);
    return { attempts: await inTurns(wanted, (pair) => this.#attempt(pair)), possible };
  }

  #targetsOf(environment: PlannedEnvironment): Promise<readonly Target[]> {
    return targetsOf((region) => this.#options.sessions.root(environment.account, region), environment);
  }

  async #attempt({
    from,
    to,
    principal,
    target,
  }: {
    from: Inhabited;
    to: Inhabited;
    principal: Prober;
    target: Target;
  }): Promise<IsolationAttempt> {
    const { world } = this.#options;
    const { region } = target;
    const endpoint = world.endpointOf(to.environment.account);
    const { options } = principal.clients;
    const elsewhere = options.region === region && options.endpoint === endpoint ? null : principal.clients.at({ region, endpoint });
    const answer = await attempt(elsewhere ?? principal.clients, target, world.apart ? unknownCallers : []);
    elsewhere?.destroy();
    const { account } = from.environment;
    const owner = this.#options.sessions.root(to.environment.account, region);
    const because = answer.result === 'allowed' ? await blame(owner, target, { account, role: principal.arn }) : null;
    const { kind, name } = target;
    return { from: from.environment.name, principal: principal.name, to: to.environment.name, kind, target: name, ...answer, because };
  }

  async #peopleWrites(
    { name, access }: PlannedEnvironment,
    ownTargets: () => Promise<readonly Target[]>,
  ): Promise<readonly IsolationAttempt[]> {
    if (access === 'anyone' || this.#lackingFor('people').length > 0) return [];
    const tried = await tryPeopleWrites(this.#options.sessions.people(name), await ownTargets());
    return tried.map(({ target, result, how }) => {
      const because = result === 'allowed' ? `the policy of role ${peopleRole}` : null;
      return { from: name, principal: `role ${peopleRole}`, to: name, kind: target.kind, target: target.name, result, how, because };
    });
  }

  async #databases(from: PlannedEnvironment, to: PlannedEnvironment): Promise<readonly IsolationAttempt[]> {
    if (!from.database || !to.database) return [];
    const { world, sessions, databases } = this.#options;
    const tried = databases.map(async (database): Promise<readonly IsolationAttempt[]> => {
      const login = await readDatabaseSecret(sessions.root(from.account), applicationSecret(database));
      if (login === null) return [];
      const { username: user, password, dbname } = login;
      const answer = await tryDatabase(world.postgresOf(to.name), { user, password, database: dbname });
      return [
        { from: from.name, principal: `database role ${user}`, to: to.name, kind: 'database', target: dbname, ...answer, because: null },
      ];
    });
    return (await Promise.all(tried)).flat();
  }
}

async function inTurns<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += width) {
    results.push(...(await Promise.all(items.slice(start, start + width).map((item) => work(item)))));
  }
  return results;
}
