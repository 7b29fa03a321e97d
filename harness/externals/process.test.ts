import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endExternals, ExternalsStartError, startExternals, startExternalsAgain } from './process.ts';
import type { StandIn } from './serve.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'externals-'));
  file = join(folder, 'externals.json');
});
afterEach(async () => {
  await endExternals(file);
  await rm(folder, { recursive: true, force: true });
});

const answers = [
  { method: 'POST', path: '/entries', status: 201, headers: {}, body: { ok: true }, latencyMs: 0, fault: null },
  { method: 'GET', path: '/lost', status: 200, headers: {}, body: null, latencyMs: 1, fault: { kind: 'drop', everyNth: 1 } },
] as const;

function ledger(environment: string): Omit<StandIn, 'port'> {
  return { environment, name: 'ledger', log: join(folder, `${environment}.jsonl`), answers };
}

async function linesOf(environment: string): Promise<readonly Record<string, unknown>[]> {
  const text = await readFile(join(folder, `${environment}.jsonl`), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('stand-ins', () => {
  it('answer at an address an environment, and keep what they were asked, without secrets', async () => {
    await using running = await startExternals(file, [ledger('dev'), ledger('uat')], 'parent');
    const [dev, uat] = running.standIns.map(({ port }) => `http://127.0.0.1:${String(port)}`);
    expect(dev).not.toBe(uat);
    const answered = await fetch(`${dev ?? ''}/entries`, {
      method: 'POST',
      body: 'x'.repeat(5000),
      headers: { authorization: 'Bearer s3cret' },
    });
    expect([answered.status, await answered.json()]).toEqual([201, { ok: true }]);
    expect((await fetch(`${uat ?? ''}/nowhere`)).status).toBe(501);
    await expect(fetch(`${uat ?? ''}/lost`)).rejects.toThrow('fetch failed');
    const [call] = await linesOf('dev');
    expect(call).toMatchObject({
      method: 'POST',
      path: '/entries',
      bodyBytes: 5000,
      answer: 'POST /entries',
      status: 201,
      answered: '{"ok":true}',
    });
    expect(String(call?.['body'])).toHaveLength(4096);
    expect(JSON.stringify(call)).not.toContain('s3cret');
    expect(await linesOf('uat')).toMatchObject([
      { path: '/nowhere', answer: null, status: 501 },
      { path: '/lost', answer: 'GET /lost', status: null },
    ]);
  });

  it('come back at the same addresses', async () => {
    const first = await startExternals(file, [ledger('dev')], 'parent');
    const ports = first.standIns.map(({ port }) => port);
    await first[Symbol.asyncDispose]();
    await expect(fetch(`http://127.0.0.1:${String(ports[0])}/entries`)).rejects.toThrow('fetch failed');
    await using second = await startExternals(file, [ledger('dev')], 'parent');
    expect(second.standIns.map(({ port }) => port)).toEqual(ports);
  });

  it('that are to stay outlive their disposal, until they are ended, and can be started again', async () => {
    const running = await startExternals(file, [ledger('dev')], 'detached');
    await running[Symbol.asyncDispose]();
    const url = `http://127.0.0.1:${String(running.standIns[0]?.port)}/entries`;
    expect((await fetch(url, { method: 'POST' })).status).toBe(201);
    await startExternalsAgain(file);
    expect((await fetch(url, { method: 'POST' })).status).toBe(201);
    await endExternals(file);
    await endExternals(file);
    await expect
      .poll(() =>
        fetch(url).then(
          () => 'up',
          () => 'down',
        ),
      )
      .toBe('down');
  });

  it('that were never there are not started again', async () => {
    expect(await startExternalsAgain(file)).toBeNull();
  });

  it('say why they can not be served', async () => {
    await using running = await startExternals(file, [ledger('dev')], 'parent');
    const taken = join(folder, 'taken.json');
    await writeFile(taken, JSON.stringify({ pid: null, standIns: running.standIns }));
    await expect(startExternals(taken, [ledger('dev')], 'parent')).rejects.toThrow(ExternalsStartError);
  });
});
