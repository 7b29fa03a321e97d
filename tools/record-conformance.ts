import { conformInContainer } from '../harness/conformance/conform-in-container.ts';
import {
  alikeIn,
  comparedEmulators,
  differencesIn,
  readKnownDifferences,
  writeKnownDifferences,
} from '../harness/conformance/known-differences.ts';

/** Runs every suite on the emulators that are named (all of them, without a name) and writes down what differs. Needs a container engine. */
const named = process.argv.slice(2);
for (const name of comparedEmulators.filter((each) => named.length === 0 || named.includes(each))) {
  const startedMs = performance.now();
  const { emulator, results } = await conformInContainer(name);
  const { unsteady } = await readKnownDifferences(name);
  const steady = results.filter(({ service, name: of }) => unsteady[service]?.[of] === undefined);
  const differing = results.filter(({ difference }) => difference !== null);
  await writeKnownDifferences(name, { emulator, differences: differencesIn(steady), alike: alikeIn(steady), unsteady });
  const tookS = Math.round((performance.now() - startedMs) / 1000);
  process.stdout.write(`${emulator}: ${String(differing.length)} of ${String(results.length)} cases differ (${String(tookS)} s)\n`);
}
