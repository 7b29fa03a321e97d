import type { EmulatorOptions, OperationCoverage, RunningEmulator } from '../emulator/index.ts';

/** The emulator in this process, without a world. It is loaded when asked for: a world has its own in a process of its own. */
export async function startEmulator(options: EmulatorOptions): Promise<RunningEmulator> {
  const emulator = await import('../emulator/index.ts');
  return await emulator.startEmulator(options);
}

/** Every operation that AWS has of the emulator's services, and what of it is implemented. */
export async function emulatorCoverage(): Promise<readonly OperationCoverage[]> {
  const emulator = await import('../emulator/index.ts');
  return await emulator.emulatorCoverage();
}
