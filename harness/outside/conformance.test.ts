import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { conformInContainer } from '../conformance/conform-in-container.ts';
import { comparedEmulators, readKnownDifferences, surprisesIn } from '../conformance/known-differences.ts';

/** What the embedded emulator is held to, on emulators that others wrote: skipped without an engine, which counts as failed in `npm run test:all`. */
const hasEngine = spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0;
const minutes = 60_000;

if (!hasEngine) {
  describe('the conformance suites on other emulators', () => {
    it('stand aside, without a container engine, only where there is nothing to start one with', () => {
      expect(existsSync(fileURLToPath(new URL('../../../shared/images', import.meta.url)))).toBe(false);
    });
  });
}

describe.skipIf(!hasEngine)('the conformance suites on other emulators', () => {
  it.each(comparedEmulators)(
    'differ on %s where they are known to, and nowhere else (node tools/record-conformance.ts writes it down)',
    async (name) => {
      const known = await readKnownDifferences(name);
      const { emulator, results } = await conformInContainer(name);
      expect(emulator).toBe(known.emulator);
      expect(surprisesIn(results, known)).toEqual({ fresh: [], vanished: [], untried: [] });
    },
    10 * minutes,
  );
});
