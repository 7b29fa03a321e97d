import { defineConfig } from 'vitest/config';

const suite = (name: string, testTimeout: number, folders = [name]) => ({
  // No test leaves anything behind that another would find: one worker takes all files, which starts sooner.
  test: { name, include: folders.map((folder) => `test/${folder}/**/*.test.ts`), testTimeout, pool: 'threads', isolate: false } as const,
});

export default defineConfig({
  test: {
    projects: [
      suite('unit', 2_000),
      suite('integration', 10_000, ['integration', 'security']),
      suite('contract', 10_000),
      suite('smoke', 15_000),
    ],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'lcovonly', 'json-summary'],
      reportsDirectory: 'reports/coverage',
    },
  },
});
