import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PactVerifier } from '../adapters/contracts/pact-verifier.ts';
import { cached } from './outside-cache.ts';
import { runProgram } from './run-program.ts';
import { type PactCase, pactCases } from './testing/pact-cases.ts';

/** Our verifier beside Pact's own (pact-core, the Rust one): the same pact, the same answers, the same verdict. */
const version = '20.2.0';
/** It prints from native code, so it runs as a process of its own. */
const program = `
import * as all from '@pact-foundation/pact-core';
const core = all.default.default ?? all.default;
const [file, base] = process.argv.slice(2);
try {
  await core.verifyPacts({ provider: 'pay', providerBaseUrl: base, pactUrls: [file], logLevel: 'error' });
  process.exitCode = 0;
} catch {
  process.exitCode = 10;
}`;

const prepared = { folder: '' };

/** Installed by name into the cache, once. */
async function prepare(): Promise<string> {
  return await cached('pact-core', version, async (folder) => {
    writeFileSync(join(folder, 'package.json'), '{"private": true}');
    writeFileSync(join(folder, 'verify.mjs'), program);
    const install = ['install', '--no-audit', '--no-fund', '--ignore-scripts', `@pact-foundation/pact-core@${version}`];
    const { exitCode, stderr } = await runProgram('npm', install, { cwd: folder });
    if (exitCode !== 0) throw new Error(`pact-core could not be put into the cache: ${stderr}`);
  });
}

/** Answers what it was told last. */
const provider = { body: '', headers: {} as Readonly<Record<string, string>> };
const server = createServer((request, response) => {
  request.resume().once('end', () => {
    response.writeHead(200, provider.headers).end(provider.body);
  });
});
const started = { base: '' };

beforeAll(async () => {
  prepared.folder = await prepare();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  started.base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
});

async function theySay(pact: string): Promise<string> {
  const pactFile = join(prepared.folder, 'case.json');
  writeFileSync(pactFile, pact);
  const args = [join(prepared.folder, 'verify.mjs'), pactFile, started.base];
  const { exitCode: code } = await runProgram(process.execPath, args, { cwd: prepared.folder });
  return code === 0 ? 'kept' : code === 10 ? 'broken' : `ended with ${String(code)}`;
}

async function weSay(pact: string): Promise<string | undefined> {
  const verifier = new PactVerifier({
    folder: 'pacts',
    files: {
      paths: () => Promise.resolve(['pacts/a.json']),
      read: (path: string) => Promise.resolve(path === 'pacts/a.json' ? pact : null),
    },
    urlOf: () => Promise.resolve(started.base),
  });
  const report = await verifier.verify('dev');
  return report.pacts[0]?.interactions[0]?.outcome;
}

function pactOf({ name, interaction }: PactCase): string {
  return JSON.stringify({
    consumer: { name: 'shop' },
    provider: { name: 'pay' },
    interactions: [{ description: name, request: { method: 'GET', path: '/x' }, ...interaction }],
    metadata: { pactSpecification: { version: '3.0.0' } },
  });
}

const verdicts: string[] = [];

describe("beside Pact's own verifier", () => {
  it.each(pactCases)('$name', async (pactCase) => {
    provider.body = JSON.stringify(pactCase.answered);
    provider.headers = pactCase.headers;
    const pact = pactOf(pactCase);
    const theirs = await theySay(pact);
    verdicts.push(theirs);
    expect(await weSay(pact)).toBe(theirs);
  });

  it('was asked about pacts that are kept and pacts that are not', () => {
    expect(new Set(verdicts)).toEqual(new Set(['kept', 'broken']));
  });
});
