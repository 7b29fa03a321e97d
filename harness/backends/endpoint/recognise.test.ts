import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { recognise } from './recognise.ts';

it.each<readonly [string, readonly string[], string | undefined]>([
  ['MiniStack, which answers for LocalStack too', ['/_ministack/health', '/_localstack/health'], 'ministack'],
  ['floci', ['/_floci/health', '/_localstack/health'], 'floci'],
  ['LocalStack', ['/_localstack/health'], 'localstack'],
  ['another', [], undefined],
])('knows %s by where it says how it is', async (_, answered, name) => {
  const server = createServer((request, response) => {
    response.statusCode = answered.includes(request.url ?? '') ? 200 : 403;
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const found = await recognise(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
  expect(found?.name).toBe(name);
  server.closeAllConnections();
  server.close();
});
