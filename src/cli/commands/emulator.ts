import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { once } from 'node:events';
import type { Command } from 'commander';
import { line, type Terminal } from '../terminal.ts';
import { parseCount } from '../values.ts';

interface EmulatorFlags {
  readonly port: number;
  readonly data?: string;
  readonly accounts: string;
  readonly credentials: 'checked' | 'open';
  readonly seed: number;
  readonly coverage?: true;
  readonly json?: true;
}

export function addEmulator(program: Command, terminal: Terminal): void {
  program
    .command('emulator')
    .description('the AWS emulator alone, until Ctrl-C')
    .option('--port <n>', 'on 127.0.0.1; 0 takes a free one', parseCount, 4566)
    .option('--data <dir>', 'where its state is kept; a folder that goes with it where absent')
    .option('--accounts <ids>', 'twelve digits each, with commas: a root key is printed for each', '000000000000')
    .option(
      '--credentials <mode>',
      "checked, or open: a 12-digit access key is that account's root and signatures are not checked",
      'checked',
    )
    .option('--seed <n>', 'of everything that is drawn at random', parseCount, 1)
    .option('--coverage', 'list what is implemented, and start nothing')
    .option('--json', 'print as JSON')
    .addHelpText('after', '\nExample:\n  rehearse emulator --port 4566 --credentials open\n')
    .action(async (flags: EmulatorFlags) =>
      flags.coverage === true ? await printCoverage(flags, terminal) : await serve(flags, terminal),
    );
}

async function printCoverage(flags: EmulatorFlags, terminal: Terminal): Promise<void> {
  const { emulatorCoverage } = await import('../../compose.ts');
  const all = await emulatorCoverage();
  if (flags.json === true) {
    line(terminal.stdout, JSON.stringify(all, null, 2));
    return;
  }
  for (const service of new Set(all.map((one) => one.service))) {
    const own = all.filter((one) => one.service === service);
    const done = own.filter((one) => one.implemented);
    line(terminal.stdout, `${service}: ${done.length} of ${own.length} operations`);
    for (const { operation, refuses } of done)
      line(terminal.stdout, `  ${operation}${refuses.length === 0 ? '' : `  (refuses ${refuses.join(', ')})`}`);
  }
}

async function serve(flags: EmulatorFlags, terminal: Terminal): Promise<void> {
  const { startEmulator } = await import('../../compose.ts');
  const own = flags.data === undefined ? await mkdtemp(join(tmpdir(), 'rehearse-emulator-')) : null;
  try {
    const accounts = flags.accounts.split(',').map((account) => account.trim());
    const { port, credentials, seed } = flags;
    await using emulator = await startEmulator({
      dataDir: own ?? resolve(terminal.cwd, flags.data ?? ''),
      port,
      accounts,
      credentials,
      seed,
      log: terminal.stderr,
    });
    if (flags.json === true) line(terminal.stdout, JSON.stringify({ endpoint: emulator.endpoint, rootKeys: emulator.rootKeys }));
    else {
      line(terminal.stdout, `listening on ${emulator.endpoint}, credentials ${credentials}; Ctrl-C ends it`);
      for (const [account, key] of Object.entries(emulator.rootKeys))
        line(terminal.stdout, `root of ${account}: AWS_ACCESS_KEY_ID=${key.accessKeyId} AWS_SECRET_ACCESS_KEY=${key.secretAccessKey}`);
    }
    if (!terminal.signal.aborted) await once(terminal.signal, 'abort');
  } finally {
    if (own !== null) await rm(own, { recursive: true, force: true });
  }
}
