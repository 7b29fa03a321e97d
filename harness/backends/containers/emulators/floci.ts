import type { ContainerEmulator } from './container-emulator.ts';
import { byHost } from './function-address.ts';

/**
 * floci, by what its documentation says: it takes LocalStack's place at the same port, with the same accounts, and functions are containers.
 * https://floci.io/floci/getting-started/migrate-from-localstack/
 */
export const floci: ContainerEmulator = {
  name: 'floci',
  title: 'floci',
  healthPath: '/_floci/health',
  startsContainers: true,
  // Untried: a copy is found wherever it lies.
  readsOtherAccounts: false,
  functionAddress: byHost,
  environment: ({ name, network }) => ({
    FLOCI_HOSTNAME: name,
    FLOCI_SERVICES_DOCKER_NETWORK: network,
    // Its containers take no labels: they are found by the network that they are on.
    FLOCI_DOCKER_RESOURCE_NAMESPACE: name,
  }),
  // It enforces no policies unless it is told to; of the rest nothing was tried here, so the same is accepted as of LocalStack.
  accepted: [
    'iam-enforcement',
    'signatures',
    'trust-policies',
    'cross-account-denial',
    'alias-weights',
    'stack-rollback',
    'call-trace',
    'web-identity',
    'lock-table',
  ],
};
