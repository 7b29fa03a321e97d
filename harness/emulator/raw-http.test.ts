import { describe, expect, it } from 'vitest';
import { startTestEmulator } from './testing.ts';

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
}

async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  await using emulator = await startTestEmulator();
  const response = await fetch(`${emulator.endpoint}${path}`, init);
  expect(emulator.logged()).toBe('');
  const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
  return { status: response.status, type: response.headers.get('content-type'), body: (await response.text()).replaceAll(id, 'ID') };
}

describe('a request without a signature', () => {
  it('to S3 is answered in S3’s XML', async () => {
    const answer = await ask('/no-such-bucket/key');
    expect(answer).toMatchObject({ status: 404, type: 'application/xml' });
    expect(answer.body).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<Error><Code>NoSuchBucket<\/Code><Message>.*<RequestId>ID<\/RequestId><HostId>.*<\/HostId><\/Error>$/,
    );
  });

  it('with HEAD has no body', async () => {
    expect(await ask('/no-such-bucket', { method: 'HEAD' })).toMatchObject({ status: 404, body: '' });
  });

  it('to a Query service is answered in its XML', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await ask('/', { method: 'POST', headers: form, body: 'Action=GetCallerIdentity&Version=2011-06-15' })).toEqual({
      status: 403,
      type: 'text/xml',
      body:
        '<?xml version="1.0" encoding="UTF-8"?>\n<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>' +
        '<Code>MissingAuthenticationToken</Code><Message>Request is missing Authentication Token</Message></Error><RequestId>ID</RequestId></ErrorResponse>',
    });
  });

  it('to a JSON service is answered in JSON', async () => {
    expect(await ask('/', { method: 'POST', headers: { 'x-amz-target': 'AmazonSSM.GetParameter' }, body: '{}' })).toEqual({
      status: 400,
      type: 'application/x-amz-json-1.1',
      body: '{"__type":"MissingAuthenticationTokenException","message":"Missing Authentication Token"}',
    });
  });

  it('to Lambda is answered in JSON, with its error in a header', async () => {
    expect(await ask('/2015-03-31/functions/')).toMatchObject({ status: 403, type: 'application/json' });
  });
});

describe('a request signed wrongly', () => {
  const signed = (scope: string): RequestInit => ({
    headers: { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${'0'.repeat(64)}` },
  });

  it('for a service that is not here is told so', async () => {
    expect(await ask('/', signed('AKIAX/20261121/us-east-1/kinesis/aws4_request'))).toMatchObject({
      status: 501,
      body: '{"__type":"NotImplementedException","message":"This emulator has no service \\"kinesis\\"."}',
    });
  });

  it('with a malformed header is told so', async () => {
    const answer = await ask('/', { headers: { authorization: 'AWS4-HMAC-SHA256 nonsense' } });
    expect(answer).toMatchObject({ status: 400, type: 'application/xml' });
    expect(answer.body).toContain('<Code>AuthorizationHeaderMalformed</Code>');
  });
});
