import { describe, expect, it } from 'vitest';
import { urlResponse } from './url-response.ts';

function answer(payload: string) {
  const response = urlResponse(Buffer.from(payload));
  return response === undefined ? undefined : { ...response, body: Buffer.from(response.body).toString('utf8') };
}

const json = { 'content-type': 'application/json' };

describe('what a function answers', () => {
  it.each([
    ['an object without a status', '{"a":1}', { status: 200, headers: json, body: '{"a":1}' }],
    ['a string', '"text"', { status: 200, headers: json, body: 'text' }],
    ['nothing', 'null', { status: 200, headers: json, body: 'null' }],
    ['a status', '{"statusCode":204}', { status: 204, headers: json, body: '' }],
    ['a status as text', '{"statusCode":"201","body":"b"}', { status: 201, headers: json, body: 'b' }],
    [
      'headers',
      '{"statusCode":200,"headers":{"Content-Type":"text/html","X-N":3}}',
      { status: 200, headers: { 'content-type': 'text/html', 'x-n': '3' }, body: '' },
    ],
    [
      'cookies',
      '{"statusCode":200,"cookies":["a=1","b=2"]}',
      { status: 200, headers: { ...json, 'set-cookie': ['a=1', 'b=2'] }, body: '' },
    ],
    ['base64', '{"statusCode":200,"body":"w6Q=","isBase64Encoded":true}', { status: 200, headers: json, body: 'ä' }],
  ])('as %s is understood', (_what, payload, expected) => {
    expect(answer(payload)).toEqual(expected);
  });

  it.each(['{"statusCode":"no"}', '{"statusCode":99}', '{"statusCode":200,"body":{"a":1}}', 'no json'])(
    'as %s is a bad gateway',
    (payload) => {
      expect(answer(payload)).toBeUndefined();
    },
  );
});
