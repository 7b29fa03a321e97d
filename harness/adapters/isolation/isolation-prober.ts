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
import { type Target, targetsOf } from './targets.ts';
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
const judging: readonly Capability[] = ['iam-enforcement', 'trust-policies', 'cross-account-denial'];
const unjudged = "roles at the other environments' resources, and people's writes";

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
    const { world, plan, evidence } = this.#options;
    const own = environmentOf(plan, name);
    const others = plan.environments.filter((environment) => environment.name !== name);
    const directions = others.flatMap((other) => [[own, other] as const, [other, own] as const]);
    const databases = (await Promise.all(directions.map(([from, to]) => this.#databases(from, to)))).flat();
    const lacking = judging.filter((capability) => world.missing.includes(capability)).map((capability) => ({ capability, unjudged }));
    const iam = lacking.length === 0 ? await this.#throughIam(own, others) : { attempts: [], possible: 0 };
    const apart = !world.missing.includes('network-isolation');
    const network = apart ? await networkAttempts(this.#options, own, others) : [];
    const attempts = [...databases, ...network, ...iam.attempts];
    const possible = databases.length + network.length + iam.possible;
    const untried = apart ? [] : [this.#whyNotApart()];
    const digest = await evidence.keep(
      `${name}-isolation.json`,
      JSON.stringify({ environment: name, possible, lacking, untried, attempts }, null, 2),
    );
    return { attempts, possible, lacking, untried, evidence: [digest] };
  }

  [Symbol.dispose](): void {
    this.#functionRoles[Symbol.dispose]();
  }

  #whyNotApart(): string {
    const seen = this.#options.world.tried.find(({ capability }) => capability === 'network-isolation')?.seen;
    return `what functions reach over the network (no network-isolation${seen === undefined ? '' : `: ${seen}`})`;
  }

  async #throughIam(
    own: PlannedEnvironment,
    others: readonly PlannedEnvironment[],
  ): Promise<{ readonly attempts: readonly IsolationAttempt[]; readonly possible: number }> {
    const [here, ...elsewhere] = await Promise.all([own, ...others].map((environment) => this.#inhabit(environment)));
    if (here === undefined) return { attempts: [], possible: 0 };
    const directions = elsewhere.flatMap((there) => [[here, there] as const, [there, here] as const]);
    const wanted = directions.flatMap(([from, to]) =>
      pairsOf(from.principals, to.targets, mostPairs).map(([principal, target]) => ({ from, to, principal, target })),
    );
    const possible = directions.reduce((sum, [from, to]) => sum + from.principals.length * to.targets.length, 0);
    const tried = await inTurns(wanted, (pair) => this.#attempt(pair));
    const people = await this.#peopleWrites(here);
    return { attempts: [...tried, ...people], possible: possible + people.length };
  }

  async #inhabit(environment: PlannedEnvironment): Promise<Inhabited> {
    const { sessions } = this.#options;
    const principals = await principalsOf(environment, sessions, this.#functionRoles);
    return { environment, principals, targets: await targetsOf((region) => sessions.root(environment.account, region), environment) };
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

  async #peopleWrites({ environment, targets }: Inhabited): Promise<readonly IsolationAttempt[]> {
    const { name, access } = environment;
    if (access === 'anyone') return [];
    const tried = await tryPeopleWrites(this.#options.sessions.people(name), targets);
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
