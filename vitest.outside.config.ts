import { defineConfig } from 'vitest/config';

/** What others wrote and run, held against what is written here: the AWS CLI, Flyway. They need more than the clone. */
export default defineConfig({
  test: { include: ['harness/outside/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 300_000, fileParallelism: false },
});
