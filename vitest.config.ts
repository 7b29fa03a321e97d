import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'harness/**/*.test.ts', 'tools/**/*.test.ts', 'bench/**/*.test.ts', 'features/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'harness/conformance/**', 'harness/outside/**'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
