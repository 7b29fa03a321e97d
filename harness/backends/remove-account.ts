/** An embedded world's accounts are the emulator's: what takes one of them out is its own. */
export { removeAccount } from '../emulator/index.ts';
