import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, expect, it } from 'vitest';
import { startEmulator } from './index.ts';
import { removeAccount } from './remove-account.ts';

const made: string[] = [];
const [one, other] = ['111111111111', '222222222222'] as const;

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'remove-account-'));
  made.push(folder);
  return folder;
}

type Ask = (account: string, work: (s3: S3Client) => Promise<unknown>) => Promise<unknown>;

async function inEmulator<Result>(dataDir: string, work: (ask: Ask) => Promise<Result>): Promise<Result> {
  const log = new Writable({ write: (_, __, done) => done() });
  await using emulator = await startEmulator({ dataDir, accounts: [one, other], seed: 1, log });
  return await work(async (account, asked) => {
    const credentials = emulator.rootKeys[account] ?? { accessKeyId: '', secretAccessKey: '' };
    const s3 = new S3Client({ endpoint: emulator.endpoint, region: 'eu-west-1', credentials, forcePathStyle: true });
    try {
      return await asked(s3);
    } finally {
      s3.destroy();
    }
  });
}

const namesOf = async (s3: S3Client): Promise<readonly (string | undefined)[]> =>
  ((await s3.send(new ListBucketsCommand({}))).Buckets ?? []).map(({ Name }) => Name);

it('takes the account out with its names and keys, and leaves the others as they are', async () => {
  const dataDir = newFolder();
  const before = await inEmulator(dataDir, async (ask) => {
    await ask(one, (s3) => s3.send(new CreateBucketCommand({ Bucket: 'first' })));
    await ask(other, (s3) => s3.send(new CreateBucketCommand({ Bucket: 'second' })));
    return await ask(one, async (s3) => (await s3.config.credentials()).accessKeyId);
  });
  removeAccount(dataDir, one);
  await inEmulator(dataDir, async (ask) => {
    expect(await ask(one, namesOf)).toEqual([]);
    expect(await ask(other, namesOf)).toEqual(['second']);
    expect(await ask(one, async (s3) => (await s3.config.credentials()).accessKeyId)).not.toBe(before);
    // The name is nobody's any more.
    await ask(other, (s3) => s3.send(new CreateBucketCommand({ Bucket: 'first' })));
    expect(await ask(other, namesOf)).toEqual(['first', 'second']);
  });
});

it('is refused while an emulator is at work there', async () => {
  const dataDir = newFolder();
  await inEmulator(dataDir, async (ask) => {
    await ask(one, (s3) => s3.send(new CreateBucketCommand({ Bucket: 'first' })));
    expect(() => removeAccount(dataDir, one)).toThrow('locked');
  });
});

it('takes no pattern for an account', () => {
  expect(() => removeAccount(newFolder(), '%')).toThrow('twelve digits');
});
