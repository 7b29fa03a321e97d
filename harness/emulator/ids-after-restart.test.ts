import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type RunningEmulator, startEmulator } from './index.ts';

const accounts = ['111111111111', '222222222222'] as const;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ids-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const start = (name: string): Promise<RunningEmulator> =>
  startEmulator({ dataDir: join(folder, name), accounts, seed: 1, log: new Writable({ write: (_, __, done) => done() }) });

/** A bucket that CloudFormation names: all accounts share one namespace. */
async function bucketOf({ endpoint, rootKeys }: RunningEmulator, account: string): Promise<string> {
  const cloudFormation = new CloudFormationClient({ endpoint, region: 'eu-west-1', credentials: rootKeys[account] ?? never() });
  const Resources = { Receipts: { Type: 'AWS::S3::Bucket' } };
  const Outputs = { Name: { Value: { Ref: 'Receipts' } } };
  await cloudFormation.send(new CreateStackCommand({ StackName: 'pay', TemplateBody: JSON.stringify({ Resources, Outputs }) }));
  for (;;) {
    const { Stacks: [stack] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: 'pay' }));
    if (stack?.StackStatus?.endsWith('IN_PROGRESS') !== true) return stack?.Outputs?.[0]?.OutputValue ?? String(stack?.StackStatus);
  }
}

function never(): never {
  throw new Error('the account has no root key');
}

it('makes up the same names of the same seed in worlds that are new', async () => {
  const buckets: string[] = [];
  for (const name of ['one', 'other']) {
    await using emulator = await start(name);
    buckets.push(await bucketOf(emulator, accounts[0]));
  }
  expect(buckets[0]).toBe(buckets[1]);
});

it('makes up none a second time after a restart: the same stack in another account has a bucket of another name', async () => {
  const buckets: string[] = [];
  for (const account of accounts) {
    await using emulator = await start('one');
    buckets.push(await bucketOf(emulator, account));
  }
  expect(buckets).toEqual([expect.stringMatching(/^pay-receipts-/), expect.stringMatching(/^pay-receipts-/)]);
  expect(buckets[0]).not.toBe(buckets[1]);
});
