import { describe, expect, it } from 'vitest';
import { listen } from './listen.ts';

const answer = (text: string) => async () => Promise.resolve({ status: 200, headers: {}, body: Buffer.from(text) });

describe('a listener', () => {
  it('serves its handler on 127.0.0.1 until it is disposed', async () => {
    const server = await listen(0, answer('here'), () => undefined);
    const url = `http://127.0.0.1:${server.port}/`;
    expect(await (await fetch(url)).text()).toBe('here');
    await server[Symbol.asyncDispose]();
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it('says in one sentence that its port is taken', async () => {
    await using server = await listen(0, answer(''), () => undefined);
    await expect(listen(server.port, answer(''), () => undefined)).rejects.toThrow(
      `Port ${server.port} on 127.0.0.1 is in use by another process. Stop that one, or choose another port (0 takes a free one).`,
    );
  });

  it('answers 500 and tells of the error where its handler throws', async () => {
    const errors: unknown[] = [];
    await using server = await listen(
      0,
      async () => Promise.reject(new Error('no')),
      (error) => errors.push(error),
    );
    expect((await fetch(`http://127.0.0.1:${server.port}/`)).status).toBe(500);
    expect(errors).toEqual([new Error('no')]);
  });

  it('reads and writes headers beyond ASCII as UTF-8', async () => {
    await using server = await listen(
      0,
      async ({ headers }) => Promise.resolve({ status: 200, headers: { 'x-echo': headers['x-note'] ?? '' }, body: Buffer.alloc(0) }),
      () => undefined,
    );
    const note = Buffer.from('grüße 日本', 'utf8').toString('latin1');
    const response = await fetch(`http://127.0.0.1:${server.port}/`, { headers: { 'x-note': note } });
    expect(response.headers.get('x-echo')).toBe(note);
  });

  it('writes one line of a header for each value of a list', async () => {
    const cookies = ['a=1; Path=/', 'b=2'];
    await using server = await listen(
      0,
      async () => Promise.resolve({ status: 200, headers: { 'set-cookie': cookies }, body: Buffer.alloc(0) }),
      () => undefined,
    );
    expect((await fetch(`http://127.0.0.1:${server.port}/`)).headers.getSetCookie()).toEqual(cookies);
  });
});
