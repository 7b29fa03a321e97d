import { startContainerWorld } from './container-world.ts';
import { suites } from './index.ts';
import type { ComparedEmulator } from './known-differences.ts';
import { type CaseResult, runSuites } from './run-suites.ts';

export interface Conformed {
  readonly emulator: string;
  readonly results: readonly CaseResult[];
}

/** A case on a busy machine may wait for a function's container. */
const caseMs = 30_000;
const atOnce = 3;

/** All suites on one emulator in a container. */
export async function conformInContainer(name: ComparedEmulator): Promise<Conformed> {
  await using container = await startContainerWorld(name);
  return { emulator: container.emulator, results: await runSuites(suites, () => container.world(), { caseMs, atOnce }) };
}
