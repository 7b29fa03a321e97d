/** An embedded world's accounts are the emulator's: what takes one of them out is its own, and is loaded when asked for. */
export async function removeAccount(dataDir: string, account: string): Promise<void> {
  const emulator = await import('../emulator/index.ts');
  emulator.removeAccount(dataDir, account);
}
