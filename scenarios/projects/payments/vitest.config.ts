import { defineConfig } from 'vitest/config';

const suite = (name: string, testTimeout: number, folders = [name]) => ({
  test: { name, include: folders.map((folder) => `test/${folder}/**/*.test.ts`), testTimeout },
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
