import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts'],
    testTimeout: 2_000,
    // No test leaves anything behind that another would find: one worker takes all files, which starts sooner.
    pool: 'threads',
    isolate: false,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'lcovonly', 'json-summary'],
      reportsDirectory: 'reports/coverage',
    },
  },
});
