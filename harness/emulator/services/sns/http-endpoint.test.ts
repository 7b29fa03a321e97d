import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as sdk from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestEmulator } from '../../testing.ts';
import type { TestEmulator } from '../../testing.ts';

let emulator: TestEmulator;
let sns: sdk.SNSClient;
let nowMs = Date.parse('2026-01-01T00:00:00Z');

beforeAll(async () => {
  emulator = await startTestEmulator({ clock: () => new Date(nowMs) });
  sns = emulator.client(sdk.SNSClient);
});

afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
});

interface Posted {
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, string>;
}

/** An endpoint that answers with `statuses` in turn, then 200. */
async function listener(statuses: number[] = []): Promise<{ posted: Posted[]; url: string } & Disposable> {
  const posted: Posted[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      posted.push({ headers: request.headers, body: JSON.parse(text) as Record<string, string> });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return { posted, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, [Symbol.dispose]: () => server.close() };
}

describe('an HTTP endpoint on this machine', () => {
  it('gets messages once it has visited the SubscribeURL, and again where it failed', async () => {
    using endpoint = await listener([200, 500]);
    const { TopicArn } = await sns.send(new sdk.CreateTopicCommand({ Name: 'hooks' }));
    const { SubscriptionArn } = await sns.send(new sdk.SubscribeCommand({ TopicArn, Protocol: 'http', Endpoint: endpoint.url }));
    expect(SubscriptionArn).toBe('pending confirmation');
    await expect.poll(() => endpoint.posted.length).toBe(1);
    const [confirmation] = endpoint.posted;
    expect(confirmation?.headers['x-amz-sns-message-type']).toBe('SubscriptionConfirmation');
    expect((await fetch(confirmation?.body['SubscribeURL'] ?? '')).status).toBe(200);
    await sns.send(new sdk.PublishCommand({ TopicArn, Message: 'hello' }));
    await expect.poll(() => endpoint.posted.length).toBe(2);
    nowMs += 20_000;
    await expect.poll(() => endpoint.posted.length).toBe(3);
    expect(endpoint.posted[2]?.body).toMatchObject({ Type: 'Notification', Message: 'hello' });
    expect(endpoint.posted[2]?.body).not.toHaveProperty('Signature');
  });

  it('is refused elsewhere, as is what reaches people', async () => {
    const { TopicArn } = await sns.send(new sdk.CreateTopicCommand({ Name: 'away' }));
    for (const [Protocol, Endpoint] of [
      ['http', 'http://example.com/hook'],
      ['https', 'https://127.0.0.1/hook'],
      ['email', 'a@example.com'],
      ['sms', '+41790000000'],
    ]) {
      await expect(sns.send(new sdk.SubscribeCommand({ TopicArn, Protocol, Endpoint }))).rejects.toMatchObject({ name: 'NotImplemented' });
    }
  });
});
