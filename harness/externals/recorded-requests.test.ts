import { describe, expect, it } from 'vitest';
import { RecordingError } from './har.ts';
import { recordedRequests } from './recorded-requests.ts';

const request = {
  method: 'POST',
  url: 'https://payments.example/payments?dry=1',
  headers: [
    { name: 'Content-Type', value: 'application/json' },
    { name: 'Content-Length', value: '11' },
    { name: 'Host', value: 'payments.example' },
    { name: 'Accept-Encoding', value: 'gzip' },
    { name: ':authority', value: 'payments.example' },
    { name: 'Idempotency-Key', value: 'k-1' },
  ],
  postData: { mimeType: 'application/json', text: '{"amount":1}' },
};
const har = (...requests: readonly object[]): string => JSON.stringify({ log: { entries: requests.map((each) => ({ request: each })) } });

describe('a recording', () => {
  it('is requests in their order, with their queries and bodies, without what belongs to the connection', () => {
    const read = { method: 'GET', url: 'http://10.0.0.7:8080/payments/7' };
    expect(recordedRequests(har(request, read))).toEqual([
      {
        method: 'POST',
        path: '/payments?dry=1',
        headers: { 'content-type': 'application/json', 'idempotency-key': 'k-1' },
        body: '{"amount":1}',
      },
      { method: 'GET', path: '/payments/7', headers: {}, body: '' },
    ]);
  });

  it.each([
    ['{', 'the recording is not JSON'],
    ['{"log":{"entries":[]}}', 'the recording holds no log.entries'],
    [har(request, { method: 'GET', url: '/payments' }), 'entry 1 of the recording has no method or url'],
    [har({ url: 'http://a/' }), 'entry 0 of the recording has no method or url'],
    [har({ ...request, postData: { params: [{ name: 'amount', value: '1' }] } }), 'entry 0 of the recording has a body without its text'],
  ])('that can not be sent again is refused: %s', (text, message) => {
    expect(() => recordedRequests(text)).toThrow(new RecordingError(message));
  });
});
