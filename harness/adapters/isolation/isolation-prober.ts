import type { EvidenceStore } from '../../../src/ports/evidence-store.ts';
import type { IsolationAttempt, IsolationProber, IsolationReport } from '../../../src/ports/isolation.ts';
import type { Capability, PlannedEnvironment, World, WorldPlan } from '../../backends/backend.ts';
import type { AwsClients } from '../aws/accounts.ts';
import { applicationSecret, peopleRole } from '../aws/names.ts';
import { environmentOf, type Sessions } from '../aws/sessions.ts';
import { readDatabaseSecret } from '../bootstrap/database-secret.ts';
import { attempt } from './attempt.ts';
import { blame } from './blame.ts';
import { FunctionRoles } from './function-roles.ts';
import type { ListeningSources } from './listening-of.ts';
import { networkAttempts, placesOf } from './network-attempts.ts';
import { pairsOf } from './pairs.ts';
import { tryPeopleWrites } from './people-writes.ts';
import { executionRoles, type Prober, principalsOf } from './principals.ts';
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
/** Calls at once. */
const width = { besideUsers: 2, alone: 4 };

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

interface ThroughIam {
  readonly attempts: readonly IsolationAttempt[];
  readonly possible: number;
}

/** What an environment has, and the roles that its functions run with. */
interface Listed {
  readonly environment: PlannedEnvironment;
  readonly roles: readonly string[];
  readonly targets: readonly Target[];
}

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

  async probe(name: string, usersAtWork: boolean): Promise<IsolationReport> {
    const { plan, evidence } = this.#options;
    const own = environmentOf(plan, name);
    const others = plan.environments.filter((environment) => environment.name !== name);
    const directions = others.flatMap((other) => [[own, other] as const, [other, own] as const]);
    const databases = (await Promise.all(directions.map(([from, to]) => this.#databases(from, to)))).flat();
    const apart = this.#lackingFor('network').length === 0;
    // All at once: where the emulator goes away each of them fails, and none may fail unheard.
    const [here, elsewhere, places] = await Promise.all([
      this.#list(own),
      Promise.all(others.map((other) => this.#list(other))),
      apart ? placesOf(this.#options, own, others) : null,
    ]);
    const throughIam = (): Promise<ThroughIam> => this.#throughIam(here, elsewhere, usersAtWork);
    const throughNetwork = async (): Promise<readonly IsolationAttempt[]> =>
      places === null ? [] : await networkAttempts(this.#options, places);
    const [iam, network] = usersAtWork ? [await throughIam(), await throughNetwork()] : await Promise.all([throughIam(), throughNetwork()]);
    const people = await this.#peopleWrites(own, here.targets);
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

  #isTried(kind: TargetKind): boolean {
    return this.#lackingFor(kind === 'role' ? 'roles' : 'resources').length === 0;
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

  /** Before any function of ours is there, which would be listed as well. Nothing where nothing of it can be judged: people's writes take all of that. */
  async #list(environment: PlannedEnvironment): Promise<Listed> {
    if (!targetKinds.some((kind) => this.#isTried(kind))) return { environment, roles: [], targets: [] };
    const { account, regions } = environment;
    const rootIn = (region: string): AwsClients => this.#options.sessions.root(account, region);
    const [roles, targets] = await Promise.all([executionRoles(regions.map(rootIn)), targetsOf(rootIn, environment)]);
    return { environment, roles, targets };
  }

  async #throughIam(here: Listed, elsewhere: readonly Listed[], usersAtWork: boolean): Promise<ThroughIam> {
    const inhabit = async ({ environment, roles, targets }: Listed): Promise<Inhabited> => {
      const principals = await principalsOf(environment, roles, this.#options.sessions, this.#functionRoles);
      return { environment, principals, targets: targets.filter(({ kind }) => this.#isTried(kind)) };
    };
    const [us, ...them] = await Promise.all([inhabit(here), ...elsewhere.map(inhabit)]);
    const directions = them.flatMap((other) => [[us, other] as const, [other, us] as const]);
    const wanted = directions.flatMap(([from, to]) =>
      pairsOf(from.principals, to.targets, mostPairs).map(([principal, target]) => ({ from, to, principal, target })),
    );
    const possible = directions.reduce((sum, [from, to]) => sum + from.principals.length * to.targets.length, 0);
    const atOnce = usersAtWork ? width.besideUsers : width.alone;
    return { attempts: await inTurns(wanted, atOnce, (pair) => this.#attempt(pair)), possible };
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

  async #peopleWrites({ name, access }: PlannedEnvironment, ownTargets: readonly Target[]): Promise<readonly IsolationAttempt[]> {
    if (access === 'anyone' || this.#lackingFor('people').length > 0) return [];
    const tried = await tryPeopleWrites(this.#options.sessions.people(name), ownTargets);
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

/** Answers in the items' order. */
async function inTurns<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += atOnce) {
    results.push(...(await Promise.all(items.slice(start, start + atOnce).map((item) => work(item)))));
  }
  return results;
}
