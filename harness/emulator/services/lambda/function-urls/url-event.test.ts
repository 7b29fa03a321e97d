import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../kernel/context.ts';
import { urlEvent } from './url-event.ts';

const options = { urlId: 'abc', requestId: 'r', now: new Date('2026-11-21T09:08:07.006Z') };

function event(more: Partial<HttpRequest> = {}): Record<string, unknown> {
  return urlEvent(
    { method: 'GET', url: '/', headers: { host: '127.0.0.1:1' }, body: new Uint8Array(), sourceIp: '127.0.0.1', ...more },
    options,
  );
}

describe('the event of a function URL', () => {
  it('has the sentinel values and the time as AWS writes it', () => {
    expect(event({ url: '/a%20b' })).toEqual({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/a%20b',
      rawQueryString: '',
      headers: { host: '127.0.0.1:1', 'x-forwarded-for': '127.0.0.1', 'x-forwarded-port': '443', 'x-forwarded-proto': 'https' },
      requestContext: {
        accountId: 'anonymous',
        apiId: 'abc',
        domainName: '127.0.0.1:1',
        domainPrefix: 'abc',
        http: { method: 'GET', path: '/a%20b', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: '' },
        requestId: 'r',
        routeKey: '$default',
        stage: '$default',
        time: '21/Nov/2026:09:08:07 +0000',
        timeEpoch: 1795252087006,
      },
      isBase64Encoded: false,
    });
  });

  it.each([
    ['application/json', 'ä', false],
    ['application/problem+json; charset=utf-8', 'ä', false],
    ['text/plain', 'ä', false],
    ['application/xml', 'ä', false],
    ['application/x-www-form-urlencoded', 'w6Q=', true],
    ['application/octet-stream', 'w6Q=', true],
    ['', 'w6Q=', true],
  ])('has a body of type %j as %j', (type, body, isBase64Encoded) => {
    const headers = { host: 'h', 'content-type': type };
    expect(event({ method: 'POST', headers, body: Buffer.from('ä') })).toMatchObject({ body, isBase64Encoded });
  });

  it('has cookies apart from the headers, and parameters of one name joined', () => {
    const made = event({ url: '/?a=1&b=%2F&a=2', headers: { host: 'h', cookie: 'x=1; y=2' } });
    expect(made).toMatchObject({ cookies: ['x=1', 'y=2'], queryStringParameters: { a: '1,2', b: '/' }, rawQueryString: 'a=1&b=%2F&a=2' });
    expect(made['headers']).not.toHaveProperty('cookie');
  });
});
