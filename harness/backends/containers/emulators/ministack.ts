import { type ContainerEmulator, emulatorPort } from './container-emulator.ts';

/** MiniStack. Functions are processes in its own container, so it needs no engine and their network is its own. */
export const ministack: ContainerEmulator = {
  name: 'ministack',
  title: 'MiniStack',
  healthPath: '/_ministack/health',
  startsContainers: false,
  // Its CloudFormation makes a function without any code where the bucket is another account's.
  readsOtherAccounts: false,
  // By its path form: at a function's own host it still answers `/health` and `/_ministack/…` itself.
  // https://github.com/ministackorg/ministack, `_parse_lambda_url`
  functionAddress: (functionUrl) => {
    const [id = ''] = new URL(functionUrl).hostname.split('.');
    return { host: `localhost:${String(emulatorPort)}`, pathPrefix: `/_aws/lambda-url/${id}` };
  },
  environment: () => ({
    // Without it everybody may do everything, and any signature is good.
    AUTH: 'true',
    LAMBDA_EXECUTOR: 'local',
    LOG_LEVEL: 'WARNING',
  }),
  // What is known of 1.5.33 with AUTH=true. Across accounts it refuses also what a bucket policy gives.
  accepted: ['cross-account-denial', 'alias-weights', 'stack-rollback', 'call-trace'],
};
