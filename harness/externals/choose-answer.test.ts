import { describe, expect, it } from 'vitest';
import type { Answer } from './answer.ts';
import { Script } from './choose-answer.ts';

function answer(more: Partial<Answer> = {}): Answer {
  return { method: 'GET', path: '/accounts/{id}', status: 200, headers: {}, body: { id: '{id}' }, latencyMs: 0, fault: null, ...more };
}

describe('a script', () => {
  it.each<[string, Partial<Answer>, string, string]>([
    ['JSON, with what placeholders stand for', {}, '/accounts/A%201', '{"id":"A 1"}'],
    [
      'nested JSON',
      { body: { rows: [{ id: 'x-{id}', left: '{other}', n: 3, none: null }] } },
      '/accounts/7',
      '{"rows":[{"id":"x-7","left":"{other}","n":3,"none":null}]}',
    ],
    ['text as it is', { body: 'hello {id}' }, '/accounts/7?page=2', 'hello 7'],
    ['nothing', { body: null }, '/accounts/7', ''],
    ['what is no escape', { body: '{id}' }, '/accounts/%zz', '%zz'],
  ])('answers %s', (_, more, path, body) => {
    expect(new Script([answer(more)]).reply('GET', path)).toMatchObject({ answer: 'GET /accounts/{id}', status: 200, body });
  });

  it('says that JSON is JSON, unless it is told otherwise', () => {
    expect(new Script([answer()]).reply('GET', '/accounts/1')).toMatchObject({ headers: { 'content-type': 'application/json' } });
    const headers = { 'content-type': 'application/hal+json', etag: '1' };
    expect(new Script([answer({ headers })]).reply('GET', '/accounts/1')).toMatchObject({ headers });
  });

  it.each([
    ['POST', '/accounts/1'],
    ['GET', '/accounts'],
    ['GET', '/accounts/1/orders'],
    ['GET', '/Xaccounts/1'],
    ['GET', '/accounts/'],
  ])('answers 501 to what is not scripted: %s %s', (method, path) => {
    expect(new Script([answer()]).reply(method, path)).toEqual({
      kind: 'answer',
      answer: null,
      status: 501,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message: `no answer is scripted for ${method} ${path}: add one under externals in rehearsal.yaml` }),
      latencyMs: 0,
    });
  });

  it('takes a dot for a dot', () => {
    const script = new Script([answer({ path: '/v1.0', body: 'x' })]);
    expect(script.reply('GET', '/v1.0')).toMatchObject({ status: 200 });
    expect(script.reply('GET', '/v1x0')).toMatchObject({ status: 501 });
  });

  it('prefers a path that is spelt out', () => {
    const script = new Script([answer({ body: 'any' }), answer({ path: '/accounts/me', body: 'me' })]);
    expect(script.reply('GET', '/accounts/me')).toMatchObject({ body: 'me' });
    expect(script.reply('GET', '/accounts/you')).toMatchObject({ body: 'any' });
  });

  it('gives several answers in turn, and then the last', () => {
    const script = new Script([answer({ body: 'first' }), answer({ body: 'second', status: 404 })]);
    const bodies = [1, 2, 3].map(() => script.reply('GET', '/accounts/1'));
    expect(bodies.map((reply) => (reply.kind === 'answer' ? `${String(reply.status)} ${reply.body}` : ''))).toEqual([
      '200 first',
      '404 second',
      '404 second',
    ]);
  });

  it.each(['drop', 'unavailable'] as const)('has a fault every nth call: %s', (kind) => {
    const script = new Script([answer({ latencyMs: 5, fault: { kind, everyNth: 2 } })]);
    const replies = [1, 2, 3, 4].map(() => script.reply('GET', '/accounts/1'));
    expect(replies.map((reply) => (reply.kind === 'drop' ? 'dropped' : reply.status))).toEqual(
      kind === 'drop' ? [200, 'dropped', 200, 'dropped'] : [200, 503, 200, 503],
    );
    expect(replies.every((reply) => reply.latencyMs === 5 && reply.answer === 'GET /accounts/{id}')).toBe(true);
  });
});
