import process from 'node:process';
import { configDefaults, defineConfig } from 'vitest/config';

/** It restarts the machine's container engine, so it runs only where somebody says how. */
const restarting = process.env['RESTART_ENGINE'] === undefined ? ['harness/outside/engine-restart.test.ts'] : [];

/** What others wrote and run, held against what is written here: the AWS CLI, Flyway. They need more than the clone. */
export default defineConfig({
  test: {
    include: ['harness/outside/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...restarting],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
