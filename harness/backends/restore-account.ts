/** An embedded world's accounts are the emulator's: what brings one of them back is its own, and is loaded when asked for. */
export async function restoreAccount(dataDir: string, copy: string, account: string): Promise<void> {
  const emulator = await import('../emulator/index.ts');
  await emulator.restoreAccount(dataDir, copy, account);
}
