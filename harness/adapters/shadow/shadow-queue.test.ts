import { describe, expect, it } from 'vitest';
import { type Answer, textOf } from './answer.ts';
import type { Asked } from './ask.ts';
import { ShadowQueue } from './shadow-queue.ts';

const scope = { headers: ['content-type'], ids: ['/id'], masks: ['/account'] };
const routes = ['POST /payments', 'GET /payments/{id}'];
const json = { 'content-type': 'application/json' };

function asked(method: string, path: string, body = ''): Asked {
  return { method, path, headers: {}, bytes: Buffer.from(body) };
}

function answered(body: unknown, status = 200): Answer {
  return { status, headers: json, bytes: Buffer.from(JSON.stringify(body)) };
}

const never = new Promise<never>(() => undefined);

describe('copies of requests', () => {
  it('are not asked for by what is merely masked', async () => {
    const seen: string[] = [];
    const ask = (_: string, { bytes }: Asked): Promise<Answer> => {
      seen.push(textOf(bytes));
      return Promise.resolve(answered({ id: 'candidate-1', account: '********3000' }));
    };
    const queue = new ShadowQueue({ scope, routes, ask });
    const account = 'DE89370400003000';
    for (const text of [account, account]) queue.add('', asked('POST', '/payments', text), answered({ id: 'live-0001', account }));
    await queue.end(never);
    expect(seen).toEqual([account, account]);
    expect(queue.differences).toEqual([]);
  });

  it('are sent one after the other, each with what the candidate calls it', async () => {
    const seen: string[] = [];
    let under = 0;
    const queue = new ShadowQueue({
      scope,
      routes,
      ask: async (candidate, { method, path }) => {
        expect((under += 1)).toBe(1);
        seen.push(`${candidate}${method} ${path}`);
        await Promise.resolve();
        under -= 1;
        return answered({ id: 'candidate-1', amount: 1 });
      },
    });
    queue.add('create:', asked('POST', '/payments', '{"amount":1}'), answered({ id: 'live-0001', amount: 1 }));
    queue.add('read:', asked('GET', '/payments/live-0001'), answered({ id: 'live-0001', amount: 1 }));
    expect(await queue.end(never)).toBe(0);
    expect(seen).toEqual(['create:POST /payments', 'read:GET /payments/candidate-1']);
    expect(queue.differences).toEqual([]);
    expect(queue.routes).toEqual([
      { route: 'GET /payments/{id}', compared: 1, different: 0 },
      { route: 'POST /payments', compared: 1, different: 0 },
    ]);
  });

  it('are counted by what differs, and a route that nobody named is not compared', async () => {
    const queue = new ShadowQueue({
      scope,
      routes,
      ask: (_, { bytes }) => Promise.resolve(answered({ id: 'b', echo: textOf(bytes) }, 201)),
    });
    for (const text of ['one', 'two']) queue.add('', asked('POST', '/payments', text), answered({ id: 'a', echo: 'one' }, 201));
    queue.add('', asked('GET', '/health'), answered({ commit: 'other' }));
    await queue.end(never);
    expect(queue.routes).toEqual([{ route: 'POST /payments', compared: 2, different: 1 }]);
    expect(queue.differences).toEqual([{ route: 'POST /payments', what: 'body /echo', live: '"one"', candidate: '"two"', times: 1 }]);
  });

  it.each([500, 503, 429])('are not sent of what failed with %i for users themselves', async (status) => {
    const seen: string[] = [];
    const ask = (_: string, { path }: Asked): Promise<Answer> => {
      seen.push(path);
      return Promise.resolve(answered({}));
    };
    const queue = new ShadowQueue({ scope, routes, ask });
    queue.add('', asked('GET', '/payments/1'), answered({}, status));
    queue.add('', asked('GET', '/payments/2'), answered({}));
    await queue.end(never);
    expect(seen).toEqual(['/payments/2']);
    expect(queue.liveFailed).toBe(1);
    expect(queue.routes).toEqual([{ route: 'GET /payments/{id}', compared: 1, different: 0 }]);
  });

  it('that are not answered differ, and the next one is sent all the same', async () => {
    let calls = 0;
    const queue = new ShadowQueue({
      scope,
      routes,
      ask: () => ((calls += 1) === 1 ? Promise.reject(new Error('ECONNRESET')) : Promise.resolve(answered({}))),
    });
    for (const id of ['1', '2']) queue.add('', asked('GET', `/payments/${id}`), answered({}));
    await queue.end(never);
    expect(queue.differences).toEqual([
      { route: 'GET /payments/{id}', what: 'status', live: '200', candidate: 'no answer (ECONNRESET)', times: 1 },
    ]);
    expect(queue.routes).toEqual([{ route: 'GET /payments/{id}', compared: 2, different: 1 }]);
  });

  it('that wait when there was time enough are left, and none is taken after the end', async () => {
    const first = Promise.withResolvers<Answer>();
    const enough = Promise.withResolvers<void>();
    const queue = new ShadowQueue({ scope, routes, ask: () => first.promise });
    for (const id of ['1', '2', '3']) queue.add('', asked('GET', `/payments/${id}`), answered({}));
    const ended = queue.end(enough.promise);
    queue.add('', asked('GET', '/payments/4'), answered({}));
    enough.resolve();
    await Promise.resolve();
    first.resolve(answered({}));
    expect(await ended).toBe(2);
    expect(queue.routes).toEqual([{ route: 'GET /payments/{id}', compared: 1, different: 0 }]);
  });
});
