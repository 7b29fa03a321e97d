import type { ContainerEmulator, EmulatorPlace } from './container-emulator.ts';
import { byHost } from './function-address.ts';

/** LocalStack, and what is configured as it is. It starts a container a concurrent invocation, on its own network. */
export const localstack: ContainerEmulator = {
  name: 'localstack',
  title: 'LocalStack',
  healthPath: '/_localstack/health',
  startsContainers: true,
  readsOtherAccounts: true,
  functionAddress: byHost,
  environment: ({ name, network, labels, env }: EmulatorPlace) => {
    const { LOCALSTACK_AUTH_TOKEN: token } = env;
    return {
      MAIN_CONTAINER_NAME: name,
      MAIN_DOCKER_NETWORK: network,
      LAMBDA_DOCKER_NETWORK: network,
      // So that a function's container is found by the same label as everything else.
      LAMBDA_DOCKER_FLAGS: Object.entries(labels)
        .map(([label, value]) => `--label '${label}=${value}'`)
        .join(' '),
      // A busy machine takes longer than the 20 s that LocalStack gives a function's container to come up.
      LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT: '60',
      // A line a request takes a sixth of what it does with one; LS_LOG=info or debug brings them back.
      LS_LOG: env['LS_LOG'] ?? 'warn',
      // Nothing leaves this machine that isn't asked for.
      DISABLE_EVENTS: '1',
      SKIP_SSL_CERT_DOWNLOAD: '1',
      ...(token === undefined || token === '' ? {} : { LOCALSTACK_AUTH_TOKEN: token }),
    };
  },
  // What is known of its free image.
  accepted: [
    'iam-enforcement',
    'signatures',
    'trust-policies',
    'cross-account-denial',
    'alias-weights',
    'stack-rollback',
    'call-trace',
    'web-identity',
    // Its DynamoDB is another program, which the free image fetches when it is first asked for.
    'lock-table',
  ],
};
