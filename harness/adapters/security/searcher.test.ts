import { describe, expect, it } from 'vitest';
import { Searcher, textOf } from './searcher.ts';

const password = { name: 'secret pay (password) of dev', environment: 'dev', value: 'a+b/"c"=d e' };
const token = ['ghp', 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'].join('_');
const searcher = new Searcher([password, password], ['fixtures', '*.pem']);

describe('the search', () => {
  it.each([
    ['as it is', `one\ntwo ${password.value}`],
    ['as JSON writes it', `\n${JSON.stringify({ password: password.value })}`],
    ['as a URL writes it', `\npostgres://pay:${encodeURIComponent(password.value)}@db/pay`],
  ])('finds a known value %s, and does not repeat it', async (_, text) => {
    const found = await searcher.search({ place: 'logs', path: 'pay.log', text });
    expect(found).toContainEqual({ place: 'logs', where: 'pay.log:2', what: password.name });
    expect(JSON.stringify(found)).not.toContain('a+b');
  });

  it('finds what looks like a secret, and says where', async () => {
    const found = await searcher.search({ place: 'history', path: 'a.ts', where: 'a.ts in commit 1a2b3c4', text: `x = "${token}"` });
    expect(found).toEqual([{ place: 'history', where: 'a.ts in commit 1a2b3c4:1:6', what: 'github' }]);
  });

  it.each([
    ['fixtures/a.ts', 0],
    ['key.pem', 0],
    ['src/a.ts', 1],
  ])('takes what only looks like one in %s as it is meant', async (path, count) => {
    expect(await searcher.search({ place: 'source', path, text: token })).toHaveLength(count);
  });

  it('finds a known value also where what looks like one is meant', async () => {
    expect(await searcher.search({ place: 'source', path: 'fixtures/a.ts', text: password.value })).toHaveLength(1);
  });
});

it('reads no binary file', () => {
  expect(textOf(new Uint8Array([65, 0]))).toBeNull();
  expect(textOf(new Uint8Array([65]))).toBe('A');
});
