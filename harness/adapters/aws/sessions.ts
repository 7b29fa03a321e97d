import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import type { World, WorldPlan } from '../../backends/backend.ts';
import { newCiKey } from '../bootstrap/ci-user.ts';
import { AwsClients, type AwsCredentials } from './accounts.ts';
import { pipelineRole, roleArn, stageRole, testRole } from './names.ts';

/** How long a stage's credentials live: the shortest that AWS gives. */
const sessionSeconds = 900;

/**
 * Who the harness is in each account. Promotion works with the stage's own short-lived role, assumed by the pipeline's role and
 * by nobody else; root keys are used to prepare an account and never by a promotion.
 */
export interface Sessions extends Disposable {
  root(account: string): AwsClients;
  pipeline(): AwsClients;
  stage(environment: string): AwsClients;
  test(environment: string): AwsClients;
  /** The test role's credentials as a check's environment variables hold them. */
  testCredentials(environment: string): Promise<AwsCredentials>;
}

export function openSessions(world: World, plan: WorldPlan): Sessions {
  const made = new Map<string, AwsClients>();
  const once = (key: string, make: () => AwsClients): AwsClients => {
    const clients = made.get(key) ?? make();
    made.set(key, clients);
    return clients;
  };
  const root = (account: string, region: string): AwsClients =>
    once(
      `root ${account}`,
      () =>
        new AwsClients({ endpoint: world.endpointOf(account), region, credentials: () => Promise.resolve(world.rootCredentials(account)) }),
    );
  const pipeline = (): AwsClients =>
    once('pipeline', () => {
      const { account, region } = plan.tooling;
      const endpoint = world.endpointOf(account);
      let key: Promise<AwsCredentials> | undefined;
      const ci = new AwsClients({ endpoint, region, credentials: () => (key ??= newCiKey(root(account, region))) });
      made.set('ci', ci);
      return new AwsClients({
        endpoint: world.endpointOf(account),
        region,
        credentials: () => assume(ci, roleArn(account, pipelineRole), 'rehearsal'),
      });
    });
  const inEnvironment = (role: string, name: string): AwsClients =>
    once(`${role} ${name}`, () => {
      const { account, region } = environmentOf(plan, name);
      return new AwsClients({
        endpoint: world.endpointOf(account),
        region,
        credentials: () => assume(pipeline(), roleArn(account, role), `rehearsal-${name}`),
      });
    });
  return {
    root: (account) =>
      root(account, plan.environments.find((environment) => environment.account === account)?.region ?? plan.tooling.region),
    pipeline,
    stage: (name) => inEnvironment(stageRole, name),
    test: (name) => inEnvironment(testRole, name),
    testCredentials: (name) => assume(pipeline(), roleArn(environmentOf(plan, name).account, testRole), `rehearsal-${name}-checks`),
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

async function assume(as: AwsClients, arn: string, sessionName: string): Promise<AwsCredentials> {
  const { Credentials: given } = await as.sts.send(
    new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: sessionName, DurationSeconds: sessionSeconds }),
  );
  if (given?.AccessKeyId === undefined || given.SecretAccessKey === undefined || given.SessionToken === undefined) {
    throw new Error(`AssumeRole of ${arn} answered without credentials`);
  }
  return {
    accessKeyId: given.AccessKeyId,
    secretAccessKey: given.SecretAccessKey,
    sessionToken: given.SessionToken,
    ...(given.Expiration === undefined ? {} : { expiration: given.Expiration }),
  };
}
