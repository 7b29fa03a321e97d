/** An embedded world's accounts are the emulator's: what brings one of them back is its own. */
export { restoreAccount } from '../emulator/index.ts';
