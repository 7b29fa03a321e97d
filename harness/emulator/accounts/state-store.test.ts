import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openStateStore } from './state-store.ts';
import type { KeyRange, StateStore, Table } from './state.ts';

const made: string[] = [];

function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'state-'));
  made.push(directory);
  return directory;
}

afterEach(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
});

function tableOf(state: StateStore): Table<{ n: number }> {
  return state.partition('111122223333', 'eu-central-1', 's3').table('objects');
}

const keys = (table: Table<unknown>, range?: KeyRange): string[] => Array.from(table.scan(range), ([key]) => key);

describe('the state store', () => {
  it('gives back what was put, after the directory was moved elsewhere too', () => {
    const directory = temporaryDirectory();
    {
      using state = openStateStore(directory);
      tableOf(state).put('a', { n: 1 });
    }
    const elsewhere = temporaryDirectory();
    cpSync(directory, elsewhere, { recursive: true });
    using state = openStateStore(elsewhere);
    expect(tableOf(state).get('a')).toEqual({ n: 1 });
    expect(tableOf(state).get('b')).toBeUndefined();
  });

  it('keeps accounts, regions, services and tables apart', () => {
    using state = openStateStore(temporaryDirectory());
    tableOf(state).put('a', { n: 1 });
    const others = [
      state.partition('444455556666', 'eu-central-1', 's3').table('objects'),
      state.partition('111122223333', 'us-east-1', 's3').table('objects'),
      state.partition('111122223333', 'eu-central-1', 'ssm').table('objects'),
      state.partition('111122223333', 'eu-central-1', 's3').table('buckets'),
    ];
    expect(others.flatMap((other) => keys(other))).toEqual([]);
  });

  it('says whether there was a row to delete', () => {
    using state = openStateStore(temporaryDirectory());
    tableOf(state).put('a', { n: 1 });
    expect([tableOf(state).delete('a'), tableOf(state).delete('a')]).toEqual([true, false]);
  });

  const stored = ['a', 'a/1', 'a/2', 'ab', 'b', 'z', '\u{ffff}', '\u{1f600}'];
  it.each<[KeyRange | undefined, string[]]>([
    [undefined, stored],
    [{ prefix: 'a/' }, ['a/1', 'a/2']],
    [{ prefix: 'a/', descending: true }, ['a/2', 'a/1']],
    [{ prefix: '\u{1f600}' }, ['\u{1f600}']],
    [{ from: 'ab' }, ['ab', 'b', 'z', '\u{ffff}', '\u{1f600}']],
    [{ from: 'ab', exclusive: true }, ['b', 'z', '\u{ffff}', '\u{1f600}']],
    [{ from: 'ab', descending: true }, ['ab', 'a/2', 'a/1', 'a']],
    [{ from: 'ab', descending: true, exclusive: true }, ['a/2', 'a/1', 'a']],
    [{ prefix: 'a', from: 'a/1', exclusive: true }, ['a/2', 'ab']],
    [{ prefix: 'b', from: 'a' }, ['b']],
    [{ prefix: '\u{10ffff}' }, []],
  ])('scans %j in the order of the keys’ UTF-8 bytes', (range, expected) => {
    using state = openStateStore(temporaryDirectory());
    for (const key of stored.toReversed()) tableOf(state).put(key, { n: 0 });
    expect(keys(tableOf(state), range)).toEqual(expected);
  });

  it('lets rows be deleted while they are scanned, over many pages', () => {
    using state = openStateStore(temporaryDirectory());
    const table = tableOf(state);
    state.transaction(() => {
      for (let n = 0; n < 2000; n += 1) table.put(`key-${n}`, { n });
    });
    for (const [key] of table.scan()) table.delete(key);
    expect(keys(table)).toEqual([]);
  });

  it('undoes a failed transaction, and only the inner one where the outer goes on', () => {
    using state = openStateStore(temporaryDirectory());
    const table = tableOf(state);
    state.transaction(() => {
      table.put('outer', { n: 1 });
      expect(() =>
        state.transaction(() => {
          table.put('inner', { n: 2 });
          throw new Error('no');
        }),
      ).toThrow('no');
    });
    expect(keys(table)).toEqual(['outer']);
  });

  it('refuses a transaction whose work is asynchronous', () => {
    using state = openStateStore(temporaryDirectory());
    expect(() => state.transaction(async () => Promise.resolve())).toThrow('must be synchronous');
  });

  it('lists the partitions in which a service has rows', () => {
    using state = openStateStore(temporaryDirectory());
    tableOf(state).put('a', { n: 1 });
    state.partition('444455556666', 'us-east-1', 's3').table('buckets').put('b', {});
    state.partition('444455556666', 'us-east-1', 's3').table('objects').put('b', {});
    state.partition('444455556666', 'us-east-1', 's3-control').table('x').put('b', {});
    state.partition('777788889999', 'us-east-1', 's3').table('nothing-in-it');
    const found = state.partitionsOf('s3').map(({ account, region }) => `${account} ${region}`);
    expect(found).toEqual(['111122223333 eu-central-1', '444455556666 us-east-1']);
  });

  it('stores the same bytes once, by their sha-256', () => {
    using state = openStateStore(temporaryDirectory());
    const digest = state.blobs.put(Buffer.from('hello'));
    expect(digest).toBe('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824');
    expect(state.blobs.put(Buffer.from('hello'))).toBe(digest);
    expect(Buffer.from(state.blobs.get(digest)).toString()).toBe('hello');
    expect(() => state.blobs.path('../../etc/passwd')).toThrow('no blob');
  });

  it('refuses a directory that is in use, in one sentence', () => {
    const directory = temporaryDirectory();
    using first = openStateStore(directory);
    expect(() => openStateStore(directory)).toThrow(
      `${directory} is in use by process ${process.pid}. Stop that one, or name another directory.`,
    );
    expect(first.partitionsOf('s3')).toEqual([]);
  });

  it('opens after the process that had it was killed, with all that was written', () => {
    const directory = temporaryDirectory();
    const script = `
      const { openStateStore } = await import(${JSON.stringify(new URL('state-store.ts', import.meta.url).href)});
      const state = openStateStore(${JSON.stringify(directory)});
      state.partition('111122223333', 'eu-central-1', 's3').table('objects').put('a', { n: 7 });
      process.kill(process.pid, 'SIGKILL');`;
    const killed = spawnSync(process.execPath, ['--input-type=module', '-e', script]);
    expect(killed.signal).toBe('SIGKILL');
    using state = openStateStore(directory);
    expect(tableOf(state).get('a')).toEqual({ n: 7 });
  });
});
