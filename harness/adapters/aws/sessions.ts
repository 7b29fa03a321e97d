import type { World, WorldPlan } from '../../backends/backend.ts';
import { newCiKey } from '../bootstrap/ci-user.ts';
import { assume, assumeWithToken, shared } from '../identity/assume.ts';
import type { WebIdentity } from '../identity/web-identity.ts';
import { AwsClients, type AwsCredentials, type CredentialSource } from './accounts.ts';
import { peopleRole, pipelineRole, platformRole, roleArn, stageRole, testRole } from './names.ts';

/**
 * Who the harness is in each account. Promotion works with the stage's own short-lived role, which a token of the pipeline's for that very
 * environment opens; accounts are set up as the platform's role, and an account's root is nobody who works.
 */
export interface Sessions extends Disposable {
  /** Who vouches for the pipeline; null where the backend's STS can't tell a token. */
  readonly identity: WebIdentity | null;
  /** The account's owner by its root key: sets up who may come in, and no more. */
  owner(account: string): AwsClients;
  /** Who sets the account up: the platform's role, or root where the backend knows no web identity. In the account's first region unless another is named. */
  root(account: string, region?: string): AwsClients;
  /** The tooling account's `root`, as calls of that account find it: where accounts are apart, each of their emulators has a tooling account of its own. */
  toolingIn(account: string): AwsClients;
  /** In the tooling account's region unless another is named. */
  pipeline(region?: string): AwsClients;
  /** In the environment's first region unless another is named. */
  stage(environment: string, region?: string): AwsClients;
  test(environment: string): AwsClients;
  /** Somebody of the project who looks. */
  people(environment: string): AwsClients;
  /** The test role's credentials as a check's environment variables hold them. */
  testCredentials(environment: string): Promise<AwsCredentials>;
  /** The keys and tokens that were handed out so far: nobody else may see one. */
  issued(): readonly string[];
  /** Asks the stage's role to let the pipeline in. Throws what STS says where it doesn't. */
  enterStage(environment: string): Promise<void>;
}

/** `identity` is null where the backend's STS can't tell a token: a key of the CI system's user stands in its place. */
export function openSessions(world: World, plan: WorldPlan, identity: WebIdentity | null = null): Sessions {
  const made = new Map<string, AwsClients>();
  const once = (key: string, at: { readonly account: string; readonly region: string }, credentials: CredentialSource): AwsClients => {
    const { account, region } = at;
    const endpoint = world.endpointOf(account);
    const name = `${key} ${endpoint} ${region}`;
    const known = made.get(name);
    if (known !== undefined) return known;
    const clients = new AwsClients({ endpoint, region, credentials: shared(credentials) });
    made.set(name, clients);
    return clients;
  };
  /** The same session, in another region. */
  const elsewhere = (key: string, clients: AwsClients, region: string | undefined): AwsClients => {
    if (region === undefined || region === clients.options.region) return clients;
    const known = made.get(`${key} in ${region}`) ?? clients.inRegion(region);
    made.set(`${key} in ${region}`, known);
    return known;
  };
  const issued = new Set<string>();
  const noted = async (credentials: Promise<AwsCredentials>): Promise<AwsCredentials> => {
    const { secretAccessKey, sessionToken } = await credentials;
    for (const value of [secretAccessKey, sessionToken]) if (value !== undefined) issued.add(value);
    return await credentials;
  };
  const placeOf = (account: string): { readonly account: string; readonly region: string } =>
    plan.environments.find((environment) => environment.account === account) ?? plan.tooling;
  const ownerAt = (account: string, at: { readonly account: string; readonly region: string }): AwsClients =>
    once(`owner ${account}`, at, () => Promise.resolve(world.rootCredentials(account)));
  const owner = (account: string): AwsClients => ownerAt(account, placeOf(account));
  // Where an account's calls find the tooling account: it has one region, and may have several emulators.
  const toolingAt = (account: string): { readonly account: string; readonly region: string } => ({
    account: world.apart ? account : plan.tooling.account,
    region: plan.tooling.region,
  });
  // Signs nothing: STS takes the token for a signature.
  const byToken = (known: WebIdentity, account: string, subject: string, role: string, session: string): Promise<AwsCredentials> =>
    noted(assumeWithToken(owner(account), known, subject, roleArn(account, role), session));

  const toolingIn = (account: string): AwsClients =>
    world.apart && account !== plan.tooling.account ? ownerAt(plan.tooling.account, toolingAt(account)) : root(plan.tooling.account);
  // A key that an emulator gave is known to no other.
  const pipelineByKey = (asked: string): AwsClients => {
    const at = toolingAt(asked);
    const { account } = plan.tooling;
    const ci = once('ci', at, () => newCiKey(ownerAt(account, at)));
    return once('pipeline', at, () => assume(ci, roleArn(account, pipelineRole), 'rehearsal'));
  };
  const pipeline = (): AwsClients => {
    const { account } = plan.tooling;
    if (identity === null) return pipelineByKey(account);
    return once('pipeline', plan.tooling, () => byToken(identity, account, identity.subjects.pipeline, pipelineRole, 'rehearsal'));
  };
  const root = (account: string): AwsClients =>
    identity === null
      ? owner(account)
      : once(`platform ${account}`, placeOf(account), () =>
          byToken(identity, account, identity.subjects.platform, platformRole, 'rehearsal-platform'),
        );
  const enter = (role: string, name: string, session: string): Promise<AwsCredentials> => {
    const { account } = environmentOf(plan, name);
    if (identity === null) return noted(assume(pipelineByKey(account), roleArn(account, role), session));
    const { subjects } = identity;
    return byToken(identity, account, role === peopleRole ? subjects.people : subjects.environment(name), role, session);
  };
  const inEnvironment = (role: string, name: string): AwsClients =>
    once(`${role} ${name}`, environmentOf(plan, name), () => enter(role, name, `rehearsal-${name}`));
  return {
    identity,
    owner,
    root: (account, region) => elsewhere(`root ${account}`, root(account), region),
    toolingIn,
    pipeline: (region) => elsewhere('pipeline', pipeline(), region),
    stage: (name, region) => elsewhere(`${stageRole} ${name}`, inEnvironment(stageRole, name), region),
    test: (name) => inEnvironment(testRole, name),
    people: (name) => inEnvironment(peopleRole, name),
    testCredentials: (name) => enter(testRole, name, `rehearsal-${name}-checks`),
    enterStage: async (name) => void (await enter(stageRole, name, 'rehearsal-admission')),
    issued: () => [...issued],
    [Symbol.dispose]: () => {
      for (const clients of made.values()) clients.destroy();
    },
  };
}

export function environmentOf(plan: WorldPlan, name: string): WorldPlan['environments'][number] {
  const found = plan.environments.find((environment) => environment.name === name);
  if (found === undefined) throw new Error(`the world has no environment "${name}"`);
  return found;
}
