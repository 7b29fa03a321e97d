import { defineConfig } from 'vitest/config';

/** The fast tests of what mutation testing looks at; those that take seconds a mutant (every byte of a folder, openssl) are left out. */
export default defineConfig({
  test: {
    include: ['src/{engine,gates,evidence}/**/*.test.ts', 'src/release-path.test.ts', 'harness/emulator/accounts/**/*.test.ts'],
    exclude: ['**/changed-byte.test.ts', '**/how-to-verify.test.ts', '**/state-store.test.ts', '**/node_modules/**'],
    isolate: false,
    pool: 'threads',
  },
});
