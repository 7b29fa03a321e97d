import type { ContainerEmulator } from './container-emulator.ts';

/** MiniStack. Functions are processes in its own container, so it needs no engine and their network is its own. */
export const ministack: ContainerEmulator = {
  name: 'ministack',
  title: 'MiniStack',
  healthPath: '/_ministack/health',
  startsContainers: false,
  // Its CloudFormation makes a function without any code where the bucket is another account's.
  readsOtherAccounts: false,
  environment: () => ({
    // Without it everybody may do everything, and any signature is good.
    AUTH: 'true',
    LAMBDA_EXECUTOR: 'local',
    LOG_LEVEL: 'WARNING',
  }),
  // What is known of 1.5.33 with AUTH=true.
  accepted: ['alias-weights', 'stack-rollback', 'call-trace', 'web-identity'],
};
