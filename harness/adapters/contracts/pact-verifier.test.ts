import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesOf } from '../policy/testing.ts';
import { PactVerifier } from './pact-verifier.ts';

let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void;
const seen: string[] = [];
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    seen.push(`${request.method ?? ''} ${request.url ?? ''} ${body}`.trim());
    answer(request, response, body);
  });
});

beforeAll(() => new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready)));
afterAll(() => new Promise((closed) => server.close(closed)));

function answerJson(value: unknown, status = 200, contentType = 'application/json; charset=utf-8') {
  answer = (_, response) => response.writeHead(status, { 'content-type': contentType }).end(JSON.stringify(value));
}

function verifier(files: Readonly<Record<string, string>>): PactVerifier {
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return new PactVerifier({ folder: 'pacts', files: filesOf(files), urlOf: (_, name) => Promise.resolve(name === 'pay' ? base : null) });
}

const reads = { description: 'reads', request: { method: 'get', path: '/payments/1' }, response: { status: 200 } };

function pact(interaction: object, more: object = {}): string {
  return JSON.stringify({ consumer: { name: 'shop' }, provider: { name: 'pay' }, interactions: [{ ...reads, ...interaction }], ...more });
}

async function verify(interaction: object, others: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const { pacts, unread } = await verifier({ 'pacts/shop/2.1.0.json': pact(interaction), ...others }).verify('local');
  return [
    ...pacts.flatMap(({ interactions }) => interactions.flatMap(({ outcome, notes }) => [outcome, ...notes])),
    ...unread.map(({ why }) => why),
  ];
}

/** An answer's body by one of version 3's rules. */
const body = (example: unknown, rules: object) => ({ response: { status: 200, body: example, matchingRules: { body: rules } } });
const by = (match: string, more: object = {}) => ({ matchers: [{ match, ...more }] });

describe('an answer', () => {
  it.each<readonly [string, object, unknown, readonly string[]]>([
    ['is the same', body({ id: 1 }, {}), { id: 1 }, ['kept']],
    ['has more in it', body({ id: 1 }, {}), { id: 1, more: true }, ['kept']],
    ['lacks something', body({ id: 1, at: 'x' }, {}), { id: 1 }, ['broken', '$.at is missing']],
    ['has another value', body({ id: 1 }, {}), { id: 2 }, ['broken', '$.id is 2, and the pact has 1']],
    ['has another type', body({ id: 1 }, {}), { id: '1' }, ['broken', '$.id is "1", and the pact has 1']],
    ['has another value of the type', body({ id: 1 }, { '$.id': by('type') }), { id: 2 }, ['kept']],
    [
      'has a value of another type',
      body({ id: 1 }, { '$.id': by('type') }),
      { id: '2' },
      ['broken', '$.id is "2", and the pact has of type number'],
    ],
    ['is of the types of the whole', body({ a: { b: 'x' } }, { $: by('type') }), { a: { b: 'y' } }, ['kept']],
    [
      'is of another type within',
      body({ a: { b: 'x' } }, { $: by('type') }),
      { a: { b: 1 } },
      ['broken', '$.a.b is 1, and the pact has of type string'],
    ],
    ['lacks something of the whole', body({ a: { b: 'x' } }, { $: by('type') }), { a: {} }, ['broken', '$.a.b is missing']],
    ['is like the pattern', body({ id: 'a1' }, { '$.id': by('regex', { regex: '[a-z]\\d+' }) }), { id: 'b22' }, ['kept']],
    [
      'is only partly like the pattern',
      body({ id: 'a1' }, { '$.id': by('regex', { regex: '[a-z]\\d+' }) }),
      { id: 'b22!' },
      ['broken', '$.id is "b22!", and the pact has text like /[a-z]\\d+/'],
    ],
    ['is an integer', body({ n: 1 }, { '$.n': by('integer') }), { n: 7 }, ['kept']],
    ['is no integer', body({ n: 1 }, { '$.n': by('integer') }), { n: 7.5 }, ['broken', '$.n is 7.5, and the pact has an integer']],
    ['is a decimal', body({ n: 1.5 }, { '$.n': by('decimal') }), { n: 7.25 }, ['kept']],
    [
      'is no decimal',
      body({ n: 1.5 }, { '$.n': by('decimal') }),
      { n: '7.25' },
      ['broken', '$.n is "7.25", and the pact has a decimal number'],
    ],
    ['has each like the one', body({ all: [{ id: 1 }] }, { '$.all': by('type', { min: 1 }) }), { all: [{ id: 2 }, { id: 3 }] }, ['kept']],
    [
      'has too few',
      body({ all: [{ id: 1 }] }, { '$.all': by('type', { min: 2 }) }),
      { all: [{ id: 2 }] },
      ['broken', '$.all is [{"id":2}], and the pact has a list of at least 2'],
    ],
    [
      'has one unlike the one',
      body({ all: [{ id: 1 }] }, { '$.all': by('type', { min: 1 }) }),
      { all: [{ id: 2 }, {}] },
      ['broken', '$.all[1].id is missing'],
    ],
    [
      'has each by the rule of its own',
      body({ all: [{ id: 1 }] }, { '$.all': by('type', { min: 1 }), '$.all[*].id': by('integer') }),
      { all: [{ id: 1.5 }] },
      ['broken', '$.all[0].id is 1.5, and the pact has an integer'],
    ],
    [
      'has a list within that may be empty',
      body({ all: [{ tags: ['a'] }] }, { '$.all': by('type', { min: 1 }) }),
      { all: [{ tags: [] }] },
      ['kept'],
    ],
    ['has a longer list', body({ all: [1] }, {}), { all: [1, 2] }, ['broken', '$.all is [1,2], and the pact has a list of 1']],
    ['is null where it may be', body({ x: null }, {}), { x: null }, ['kept']],
    [
      'is one of two',
      body({ x: 1 }, { '$.x': { combine: 'OR', matchers: [{ match: 'integer' }, { match: 'null' }] } }),
      { x: null },
      ['kept'],
    ],
    [
      'cannot be judged',
      body({ x: '2026' }, { '$.x': by('date', { date: 'yyyy' }) }),
      { x: '2026' },
      ['unverified', 'matcher "date" can\'t be judged'],
    ],
    [
      'is by an expression of another language',
      body({ x: 'a' }, { '$.x': by('regex', { regex: '(?<!' }) }),
      { x: 'a' },
      ['unverified', '/(?<!/ is no expression that can be judged here'],
    ],
    [
      'is by version 2',
      {
        response: {
          status: 200,
          body: { all: [{ id: 1 }] },
          matchingRules: { '$.body.all': { min: 1 }, '$.body.all[*].id': { match: 'type' } },
        },
      },
      { all: [{ id: 9 }] },
      ['kept'],
    ],
    [
      'is by version 4',
      { type: 'Synchronous/HTTP', response: { status: 200, body: { content: { id: 1 }, contentType: 'application/json' } } },
      { id: 2 },
      ['broken', '$.id is 2, and the pact has 1'],
    ],
    ['has its header', { response: { status: 200, headers: { 'Content-Type': 'application/json' } } }, {}, ['kept']],
    [
      'has another header',
      { response: { status: 200, headers: { 'Content-Type': 'text/plain' } } },
      {},
      ['broken', 'header Content-Type is "application/json; charset=utf-8", and the pact has "text/plain"'],
    ],
    ['lacks a header', { response: { status: 200, headers: { Location: '/1' } } }, {}, ['broken', 'header Location is missing']],
    [
      'has a header like the pattern',
      {
        response: {
          status: 200,
          headers: { 'Content-Type': 'x' },
          matchingRules: { header: { 'content-type': by('regex', { regex: 'application/.*' }) } },
        },
      },
      {},
      ['kept'],
    ],
    ['has another status', { response: { status: 201 } }, {}, ['broken', 'the status is 200, and the pact has 201']],
  ])('that %s', async (_, interaction, actual, expected) => {
    answerJson(actual);
    expect(await verify(interaction)).toEqual(expected);
  });

  it('that is no JSON is broken', async () => {
    answer = (_, response) => response.end('Hello');
    expect(await verify(body({ id: 1 }, {}))).toEqual(['broken', 'the body is no JSON: Hello']);
  });

  it('that nobody gives is unverified', async () => {
    answer = (request) => request.socket.destroy();
    expect(await verify({})).toEqual(['unverified', expect.stringMatching(/^GET \/payments\/1 got no answer/) as string]);
  });
});

describe('a request', () => {
  it('is sent as the pact has it', async () => {
    seen.length = 0;
    answerJson({});
    await verify({ request: { method: 'POST', path: '/payments', query: { page: ['1', '2'] }, body: { amount: 5 } } });
    await verify({ request: { method: 'GET', path: '/payments', query: 'page=1&to=a%20b' } });
    await verify({ request: { method: 'GET', path: '/urn:payment:1' } });
    expect(seen).toEqual(['POST /payments?page=1&page=2 {"amount":5}', 'GET /payments?page=1&to=a+b', 'GET /urn:payment:1']);
  });

  const states = {
    'pacts/states.json': JSON.stringify({ paid: [{ path: '/payments', body: { amount: 1 }, keep: { id: '$.payment.id' } }] }),
  };
  const wanting = {
    providerStates: [{ name: 'paid' }],
    request: { method: 'GET', path: '/payments/1', generators: { path: { type: 'ProviderState', expression: '/payments/${id}' } } },
  };

  it('carries what its state gave', async () => {
    seen.length = 0;
    answerJson({ payment: { id: 'p-7' } });
    expect(await verify(wanting, states)).toEqual(['kept']);
    expect(seen).toEqual(['POST /payments {"amount":1}', 'GET /payments/p-7']);
  });

  it.each<readonly [string, object, Readonly<Record<string, string>>, unknown, string]>([
    ['a state that nobody sets up', wanting, {}, {}, 'state "paid" is not in pacts/states.json'],
    ['a state that gives nothing', wanting, states, { payment: {} }, 'state "paid" gives no $.payment.id for "id"'],
    ['a value that no state gives', { ...wanting, providerStates: [] }, states, {}, 'no state gives "id"'],
    [
      'a generator that is not known',
      { request: { ...reads.request, generators: { path: { type: 'Uuid' } } } },
      {},
      {},
      'generator "Uuid" can\'t be run',
    ],
    ['a message', { type: 'Asynchronous/Messages' }, {}, {}, 'it is a message, and only HTTP interactions can be asked'],
  ])('with %s is unverified', async (_, interaction, files, answered, why) => {
    answerJson(answered);
    expect(await verify(interaction, files)).toEqual(['unverified', why]);
  });

  it('to a state that is refused is unverified', async () => {
    answerJson({}, 500);
    expect(await verify(wanting, states)).toEqual(['unverified', 'state "paid" could not be set up: POST /payments answered 500']);
  });
});

describe('the files', () => {
  it('tell consumers, versions, and who is live where', async () => {
    answerJson({});
    const report = await verifier({
      'pacts/shop/2.1.0.json': pact({}),
      'pacts/any.json': pact({}, { metadata: { consumerVersion: '3.0.0' } }),
      'pacts/unknown.json': pact({}),
      'pacts/deployed.json': JSON.stringify({ production: { shop: '2.1.0' }, uat: { shop: ['2.1.0', '3.0.0'] } }),
      'other/shop/9.json': pact({}),
    }).verify('local');
    expect(report.pacts.map(({ path, consumer, version, provider }) => [path, consumer, version, provider])).toEqual([
      ['pacts/any.json', 'shop', '3.0.0', 'pay'],
      ['pacts/shop/2.1.0.json', 'shop', '2.1.0', 'pay'],
      ['pacts/unknown.json', 'shop', null, 'pay'],
    ]);
    expect(report.deployed).toEqual({ production: { shop: ['2.1.0'] }, uat: { shop: ['2.1.0', '3.0.0'] } });
  });

  it.each([
    ['a.json', '{', 'it is no JSON'],
    ['a.json', '{}', 'it is no pact: consumer'],
    ['a.json', JSON.stringify({ consumer: { name: 'a' }, provider: { name: 'b' } }), 'it has no interactions'],
    ['a.json', pact({ request: { path: '/' } }), "one of its interactions can't be read: request.method"],
    ['states.json', '{"paid":[{"way":1}]}', 'paid.0'],
    ['deployed.json', '[]', 'it must say which version'],
  ])('%s with %s is unread', async (name, text, why) => {
    const { unread } = await verifier({ [`pacts/${name}`]: text }).verify('local');
    expect(unread).toEqual([{ path: `pacts/${name}`, why: expect.stringContaining(why) as string }]);
  });

  it('of a provider that is not here are unverified', async () => {
    const { pacts } = await verifier({ 'pacts/a.json': pact({}, { provider: { name: 'stock' } }) }).verify('local');
    expect(pacts[0]?.interactions[0]).toMatchObject({ outcome: 'unverified', notes: [expect.stringContaining('provider "stock"')] });
  });
});
