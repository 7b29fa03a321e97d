import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from '../harness/emulator/index.ts';
import type { NetworkOption } from '../harness/emulator/index.ts';
import { serveParent } from './server.ts';

/** The emulator as it stands, with signatures checked and every call traced; with `namespaces` as argument, functions are in networks of their own. */
const account = '111122223333';
const dataDir = mkdtempSync(join(tmpdir(), 'bench-emulator-'));
const network: NetworkOption = process.argv[2] === 'namespaces' ? { kind: 'namespaces', reachable: dataDir } : { kind: 'shared' };
const emulator = await startEmulator({ dataDir, accounts: [account], seed: 1, log: process.stderr, network });
if (network.kind === 'namespaces' && emulator.network.kind === 'shared') {
  throw new Error(`Functions can't be put into networks of their own here: ${emulator.network.because}.`);
}
const key = emulator.rootKeys[account];
if (key === undefined) throw new Error('The emulator gave no root key.');
serveParent(emulator.port, key, async () => {
  await emulator[Symbol.asyncDispose]();
  rmSync(dataDir, { recursive: true, force: true });
});
