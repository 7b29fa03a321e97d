import type { ContainerEmulator } from '../containers/emulators/container-emulator.ts';
import { floci } from '../containers/emulators/floci.ts';
import { localstack } from '../containers/emulators/localstack.ts';
import { ministack } from '../containers/emulators/ministack.ts';

/** LocalStack's health path last: those that take its place answer there too. */
const known: readonly ContainerEmulator[] = [ministack, floci, localstack];
const limitMs = 5_000;

/** Which of the known emulators answers there, by its own health path; null where it is none of them. */
export async function recognise(endpoint: string): Promise<ContainerEmulator | null> {
  for (const emulator of known) {
    const answer = await fetch(new URL(emulator.healthPath, endpoint), { signal: AbortSignal.timeout(limitMs), redirect: 'manual' });
    await answer.body?.cancel();
    if (answer.status === 200) return emulator;
  }
  return null;
}
