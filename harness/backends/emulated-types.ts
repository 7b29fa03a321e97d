/** What the embedded AWS makes of a template's resources; the emulator is loaded when asked for. */
export async function emulatedTypes(): Promise<readonly string[]> {
  const { emulatedResourceTypes } = await import('../emulator/index.ts');
  return await emulatedResourceTypes();
}
