import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { startEmulator } from './index.ts';
import type { EmulatorOptions, RunningEmulator } from './index.ts';
import type { TraceEntry } from './kernel/trace.ts';

/** The accounts that a test emulator has root keys for, unless the test names its own. */
export const testAccount = '111122223333';
export const otherTestAccount = '444455556666';

export interface TestEmulator extends RunningEmulator {
  readonly dataDir: string;
  /** What the emulator wrote to its log: unexpected errors with their stack. Empty where all is well. */
  logged(): string;
  /** Every call so far, in order. */
  trace(): readonly TraceEntry[];
  /** An SDK client of the root of `account`; region eu-central-1 and one attempt, unless `configuration` says otherwise. */
  client<Client>(
    Class: new (configuration: ClientConfiguration) => Client,
    account?: string,
    configuration?: Record<string, unknown>,
  ): Client;
  /** What a client needs to call as somebody else: `{ ...emulator.configuration(key) }`. */
  configuration(credentials: ClientCredentials, more?: Record<string, unknown>): ClientConfiguration;
}

export interface ClientCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface ClientConfiguration {
  readonly endpoint: string;
  readonly region: string;
  readonly maxAttempts: number;
  readonly credentials: ClientCredentials;
}

/** An emulator in this process with an empty data directory that goes when it is disposed. `await using emulator = await startTestEmulator();` */
export async function startTestEmulator(options: Partial<EmulatorOptions> = {}): Promise<TestEmulator> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'emulator-'));
  const lines: string[] = [];
  const log = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const emulator = await startEmulator({ accounts: [testAccount, otherTestAccount], seed: 1, log, ...options, dataDir });
  const configuration = (credentials: ClientCredentials, more: Record<string, unknown> = {}): ClientConfiguration => ({
    endpoint: emulator.endpoint,
    region: 'eu-central-1',
    maxAttempts: 1,
    credentials,
    ...more,
  });
  return {
    ...emulator,
    dataDir,
    logged: () => lines.join(''),
    trace: () => readTrace(join(dataDir, 'trace.jsonl')),
    configuration,
    client(Class, account = testAccount, more = {}) {
      const credentials = emulator.rootKeys[account];
      if (credentials === undefined) throw new Error(`The test emulator has no root key for ${account}: name it in \`accounts\`.`);
      return new Class(configuration(credentials, more));
    },
    async [Symbol.asyncDispose]() {
      await emulator[Symbol.asyncDispose]();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function readTrace(path: string): readonly TraceEntry[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as TraceEntry);
}
