import { describe, expect, it } from 'vitest';
import { RecordingError } from './har.ts';
import { recordedAnswers } from './recorded.ts';

const exchange = {
  request: { method: 'GET', url: 'https://ledger.example/accounts/7?page=1' },
  response: {
    status: 200,
    headers: [
      { name: 'Content-Type', value: 'application/json' },
      { name: 'Content-Length', value: '11' },
      { name: 'Set-Cookie', value: 's=1' },
      { name: ':status', value: '200' },
      { name: 1 },
    ],
    content: { text: '{"id":"7"}' },
  },
};

describe('a recording', () => {
  it('is answers by method and path, without what belongs to the connection', () => {
    expect(recordedAnswers(JSON.stringify({ log: { entries: [exchange] } }))).toEqual([
      {
        method: 'GET',
        path: '/accounts/7',
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: '{"id":"7"}',
        latencyMs: 0,
        fault: null,
      },
    ]);
  });

  it.each([
    [{ text: Buffer.from('hé').toString('base64'), encoding: 'base64' }, 'hé'],
    [{}, null],
  ])('has the body as it was: %o', (content, body) => {
    const response = { status: 204, content };
    expect(recordedAnswers(JSON.stringify({ log: { entries: [{ ...exchange, response }] } }))[0]).toMatchObject({
      status: 204,
      headers: {},
      body,
    });
  });

  it.each([
    ['{', 'the recording is not JSON'],
    ['{}', 'the recording holds no log.entries'],
    ['{"log":{"entries":[]}}', 'the recording holds no log.entries'],
    [
      JSON.stringify({ log: { entries: [{ ...exchange, request: { method: 'GET', url: 'x' } }] } }),
      'entry 0 of the recording has no method, url or status',
    ],
    [JSON.stringify({ log: { entries: [exchange, {}] } }), 'entry 1 of the recording has no method, url or status'],
  ])('that is none is refused: %s', (har, message) => {
    expect(() => recordedAnswers(har)).toThrow(new RecordingError(message));
  });
});
