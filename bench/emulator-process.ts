import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from '../harness/emulator/index.ts';
import { serveParent } from './server.ts';

/** The emulator as it stands, with signatures checked and every call traced. */
const account = '111122223333';
const dataDir = mkdtempSync(join(tmpdir(), 'bench-emulator-'));
const emulator = await startEmulator({ dataDir, accounts: [account], seed: 1, log: process.stderr });
const key = emulator.rootKeys[account];
if (key === undefined) throw new Error('The emulator gave no root key.');
serveParent(emulator.port, key, async () => {
  await emulator[Symbol.asyncDispose]();
  rmSync(dataDir, { recursive: true, force: true });
});
