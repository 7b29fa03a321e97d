import { join } from 'node:path';
import { Wait } from 'testcontainers';
import { imageOf } from './images.ts';
import { startContainer } from './start-container.ts';
import type { WorldContainers } from './world-file.ts';

const port = 4566;
const startLimitMs = 120_000;

export interface LocalStackPlan {
  readonly name: string;
  readonly network: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly logsDir: string;
  /** Where the engine listens, as a container on it can mount it. */
  readonly socket: string;
}

/** One LocalStack for all accounts: a 12-digit access key is that account's. It starts a container a concurrent invocation, on the same network. */
export async function startLocalStack(plan: LocalStackPlan, following: DisposableStack): Promise<WorldContainers['localstack']> {
  const started = await startContainer(
    {
      what: 'LocalStack',
      image: imageOf('localstack'),
      log: join(plan.logsDir, 'localstack.log'),
      configure: (container) =>
        container
          .withName(plan.name)
          .withLabels(plan.labels)
          .withNetworkMode(plan.network)
          .withNetworkAliases('localstack')
          .withBindMounts([{ source: plan.socket, target: '/var/run/docker.sock' }])
          .withEnvironment(environment(plan))
          .withExposedPorts(port)
          .withWaitStrategy(Wait.forHttp('/_localstack/health', port).forStatusCode(200))
          .withStartupTimeout(startLimitMs),
    },
    following,
  );
  return { container: started.getId(), name: plan.name, port: started.getMappedPort(port) };
}

function environment(plan: LocalStackPlan): Record<string, string> {
  const { LOCALSTACK_AUTH_TOKEN: token } = process.env;
  return {
    MAIN_CONTAINER_NAME: plan.name,
    MAIN_DOCKER_NETWORK: plan.network,
    LAMBDA_DOCKER_NETWORK: plan.network,
    // So that a function's container is found by the same label as everything else.
    LAMBDA_DOCKER_FLAGS: Object.entries(plan.labels)
      .map(([name, value]) => `--label '${name}=${value}'`)
      .join(' '),
    // A busy machine takes longer than the 20 s that LocalStack gives a function's container to come up.
    LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT: '60',
    // A line a request takes a sixth of what it does with one; LS_LOG=info or debug brings them back.
    LS_LOG: process.env['LS_LOG'] ?? 'warn',
    // Nothing leaves this machine that isn't asked for.
    DISABLE_EVENTS: '1',
    SKIP_SSL_CERT_DOWNLOAD: '1',
    ...(token === undefined || token === '' ? {} : { LOCALSTACK_AUTH_TOKEN: token }),
  };
}
