import { join } from 'node:path';
import { DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import type { Project } from '../../../src/model/project.ts';
import type { PostgresServer, World, WorldPlan } from '../../backends/backend.ts';
import { stackName } from '../aws/names.ts';
import { openSessions, type Sessions } from '../aws/sessions.ts';
import { ensureRegistry } from '../bootstrap/registry.ts';
import { settle } from '../deploy/settle.ts';
import { readStack } from '../deploy/read-stack.ts';
import type { WebIdentity } from '../identity/web-identity.ts';
import { prepareEnvironment } from '../world/prepare-world.ts';

/** A throw-away double of one environment: under its name, in another account, with a copy of its Postgres. Nothing done in it is seen outside. */
export interface Mirror extends AsyncDisposable {
  readonly world: World;
  readonly plan: WorldPlan;
  readonly sessions: Sessions;
  readonly server: PostgresServer;
}

export interface MirrorOptions {
  readonly world: World;
  readonly plan: WorldPlan;
  readonly sessions: Sessions;
  readonly identity: WebIdentity | null;
  readonly project: Project;
  readonly stateDir: string;
}

const limitMs = 60_000;

/** In the first of its regions. Null where the backend can't copy a database. */
export async function openMirror(options: MirrorOptions, environment: string): Promise<Mirror | null> {
  const { world, plan, identity, project, stateDir } = options;
  const { spareAccount } = plan;
  if (world.copyPostgres === null || spareAccount === undefined) return null;
  const mirrored: WorldPlan = {
    ...plan,
    environments: plan.environments
      .filter(({ name }) => name === environment)
      .map((each) => ({ ...each, account: spareAccount, regions: each.regions.slice(0, 1) })),
  };
  await using opened = new AsyncDisposableStack();
  const server = opened.use(await world.copyPostgres(environment, join(stateDir, 'mirror', environment)));
  const inside: World = { ...world, postgresOf: () => server };
  const sessions = opened.use(openSessions(inside, mirrored, identity));
  await prepareEnvironment(inside, mirrored, sessions, project, environment);
  const { tooling } = plan;
  const accounts = plan.environments.map(({ account }) => account);
  // For as long as the double is there, it may read what it is to run.
  const region = mirrored.environments[0]?.regions[0] ?? tooling.region;
  const letIn = (readers: readonly string[]): Promise<void> =>
    ensureRegistry(options.sessions.root(tooling.account, region), { account: tooling.account, region }, readers);
  opened.defer(() => letIn(accounts));
  await letIn([...accounts, spareAccount]);
  const stacks = project.modules.map((module) => stackName(project.name, module));
  // What a killed run left goes first.
  await removeStacks(sessions, environment, stacks);
  opened.defer(() => removeStacks(sessions, environment, stacks));
  const everything = opened.move();
  return { world: inside, plan: mirrored, sessions, server, [Symbol.asyncDispose]: () => everything.disposeAsync() };
}

async function removeStacks(sessions: Sessions, environment: string, names: readonly string[]): Promise<void> {
  const clients = sessions.stage(environment);
  for (const name of names) {
    if ((await readStack(clients, name)) === null) continue;
    await clients.cloudFormation.send(new DeleteStackCommand({ StackName: name }));
    await settle(
      `delete of stack ${name}`,
      () => readStack(clients, name),
      (now) => now === null || now.StackStatus === 'DELETE_FAILED',
      limitMs,
    );
  }
}
