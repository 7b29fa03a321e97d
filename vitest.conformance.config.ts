import { defineConfig } from 'vitest/config';

/** The suites that every backend must pass, on the embedded one. */
export default defineConfig({
  test: { include: ['harness/conformance/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 60_000 },
});
