import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveParent } from '../server.ts';

/** The least that keeping and returning bytes over HTTP costs: no signature, no policy, no checksum, nothing on disk. */
const kept = new Map<string, Buffer>();

const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
  const key = request.url ?? '';
  if (request.method === 'GET') {
    const body = kept.get(key) ?? Buffer.alloc(0);
    response.writeHead(200, { 'content-length': body.byteLength });
    response.end(body);
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    kept.set(key, Buffer.concat(chunks));
    response.writeHead(200, { 'content-length': 0 });
    response.end();
  });
});

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  serveParent(port, { accessKeyId: '', secretAccessKey: '' }, () => Promise.resolve());
});
