import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type Answer, textOf } from './answer.ts';
import type { Asked } from './ask.ts';
import { startMirroringProxy } from './mirroring-proxy.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** Answers with what it was asked, in bytes that are no text. */
async function live(): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.writeHead(201, { 'content-type': 'x/y', 'set-cookie': ['a=1', 'b=2'], 'x-host': String(request.headers.host) });
      response.end(Buffer.concat([Buffer.from([0xff]), Buffer.from(`${String(request.method)} ${String(request.url)} `), ...chunks]));
    });
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

it('answers users as what is live does, byte for byte, and tells of both', async () => {
  const seen: { readonly asked: Asked; readonly answer: Answer }[] = [];
  const url = await live();
  await using proxy = await startMirroringProxy(url, (asked, answer) => seen.push({ asked, answer }));
  const answer = await fetch(new URL('/payments?a=1', proxy.url), { method: 'POST', body: 'ü', headers: { 'x-own': '1' } });
  expect(answer.status).toBe(201);
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.concat([Buffer.from([0xff]), Buffer.from('POST /payments?a=1 ü')]));
  // The name that what is live is known by, not the proxy's.
  expect(answer.headers.get('x-host')).toBe(new URL(url).host);
  expect(seen).toHaveLength(1);
  expect(seen[0]?.asked).toMatchObject({ method: 'POST', path: '/payments?a=1', headers: { 'x-own': '1' } });
  expect(textOf(seen[0]?.asked.bytes ?? new Uint8Array())).toBe('ü');
  expect(seen[0]?.answer).toMatchObject({ status: 201, headers: { 'content-type': 'x/y' } });
});

it('answers 502 where nothing is live, and tells of that', async () => {
  const seen: { readonly asked: Asked; readonly answer: Answer }[] = [];
  await using proxy = await startMirroringProxy('http://127.0.0.1:1/', (asked, answer) => seen.push({ asked, answer }));
  expect((await fetch(proxy.url)).status).toBe(502);
  expect(seen).toMatchObject([{ asked: { method: 'GET', path: '/' }, answer: { status: 502 } }]);
});
