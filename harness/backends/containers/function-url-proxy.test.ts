import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { byHost } from './emulators/function-address.ts';
import { type FunctionUrlProxy, startFunctionUrlProxy } from './function-url-proxy.ts';

const functionUrl = 'http://abc123.lambda-url.eu-west-1.localhost.localstack.cloud:4566/';
const opened: (() => void)[] = [];

afterEach(() => {
  for (const close of opened.splice(0)) close();
});

async function behind(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  atOnce = 4,
  address = byHost(functionUrl),
): Promise<FunctionUrlProxy> {
  const server: Server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy = await startFunctionUrlProxy(address, { host: '127.0.0.1', port: (server.address() as AddressInfo).port }, atOnce);
  opened.push(() => {
    proxy[Symbol.dispose]();
    server.closeAllConnections();
    server.close();
  });
  return proxy;
}

describe('the address of a function on LocalStack', () => {
  it('is on 127.0.0.1, and LocalStack sees the function URL’s own host', async () => {
    const proxy = await behind((request, response) => response.end(request.headers.host));
    expect(proxy.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(await (await fetch(proxy.url)).text()).toBe('abc123.lambda-url.eu-west-1.localhost.localstack.cloud:4566');
  });

  it('is found by a path of its own where the emulator has such', async () => {
    const proxy = await behind((request, response) => response.end(`${String(request.headers.host)} ${String(request.url)}`), 4, {
      host: 'localhost:4566',
      pathPrefix: '/_aws/lambda-url/abc123',
    });
    expect(await (await fetch(`${proxy.url}health?deep=1`)).text()).toBe('localhost:4566 /_aws/lambda-url/abc123/health?deep=1');
  });

  it('passes method, path, query, headers, body, status and answer on', async () => {
    const proxy = await behind((request, response) => {
      const said = `${request.method} ${request.url} ${String(request.headers['idempotency-key'])} `;
      response.writeHead(422, { 'x-from': 'function' });
      response.write(said);
      request.pipe(response);
    });
    const answer = await fetch(`${proxy.url}payments?x=%20y`, { method: 'POST', body: 'body', headers: { 'idempotency-key': 'k1' } });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('x-from')).toBe('function');
    expect(await answer.text()).toBe('POST /payments?x=%20y k1 body');
  });

  it('lets so many in at a time, and the next when one is answered', async () => {
    const under: ServerResponse[] = [];
    let tell = (): void => undefined;
    const arrival = (): Promise<void> => new Promise((resolve) => (tell = resolve));
    const proxy = await behind((_, response) => {
      under.push(response);
      tell();
    }, 1);
    let arrived = arrival();
    const first = fetch(proxy.url);
    await arrived;
    const second = fetch(proxy.url);
    arrived = arrival();
    expect(under).toHaveLength(1);
    under[0]?.end('one');
    expect(await (await first).text()).toBe('one');
    await arrived;
    under[1]?.end('two');
    expect(await (await second).text()).toBe('two');
  });

  it('answers 502 where LocalStack is gone', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    using proxy = await startFunctionUrlProxy(byHost(functionUrl), { host: '127.0.0.1', port }, 1);
    expect((await fetch(proxy.url)).status).toBe(502);
  });
});
