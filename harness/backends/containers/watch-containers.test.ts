import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BackendError } from '../backend.ts';
import { watchContainers, type WatchedEngine } from './watch-containers.ts';
import type { WorldContainers } from './world-file.ts';

const containers: WorldContainers = {
  emulators: [{ what: 'LocalStack', folder: null, accounts: ['111111111111'], container: 'ls', name: 'ls', network: 'n', port: 1 }],
  postgres: [{ name: 'dev', container: 'pg', port: 2, network: 'n', alias: 'postgres-dev', password: 'p' }],
};

/** An engine of which each container's end is asked by a request that stays open, as the real one's. */
let server: Server;
let ends: Map<string, (status: number) => void>;

beforeEach(async () => {
  ends = new Map();
  server = createServer(({ url = '' }, answer) => {
    ends.set(url.slice(1), (code) => answer.end(JSON.stringify({ StatusCode: code })));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** Resolves when the engine has been asked for both. */
function engineOf(): { readonly engine: WatchedEngine; readonly asked: Promise<unknown> } {
  const { port } = server.address() as AddressInfo;
  const asked = ['ls', 'pg'].map(() => Promise.withResolvers<void>());
  server.on('request', ({ url }: { url?: string }) => asked[url === '/ls' ? 0 : 1]?.resolve());
  const wait = (id: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, path: `/${id}` }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.once('end', () => resolve(JSON.parse(text)));
      })
        .once('error', reject)
        .end();
    });
  return {
    engine: { container: { getById: (id) => ({ wait: () => wait(id) }) } },
    asked: Promise.all(asked.map(({ promise }) => promise)),
  };
}

const brokenBy = (broke: Promise<never>): Promise<string> =>
  broke.catch((error: unknown) =>
    error instanceof BackendError ? `${error.message} ${error.advice}` : `no BackendError: ${String(error)}`,
  );

describe('containers that are watched', () => {
  it('break the run with the name of the one that ended by itself', async () => {
    const { engine, asked } = engineOf();
    const broke = watchContainers(engine, { logsDir: '/logs' }, containers, new AbortController().signal);
    await asked;
    ends.get('pg')?.(137);
    expect(await brokenBy(broke)).toBe(
      'Postgres of dev ended by itself (exit code 137). Its log is below /logs. Go on in a new world, with what was built: the same command with --resume.',
    );
  });

  it('break it with the engine where that has hung up', async () => {
    const { engine, asked } = engineOf();
    const broke = watchContainers(engine, { logsDir: '/logs' }, containers, new AbortController().signal);
    await asked;
    server.closeAllConnections();
    expect(await brokenBy(broke)).toBe(
      'The container engine went away in the middle (socket hang up). When it answers again: Go on in a new world, with what was built: the same command with --resume.',
    );
  });

  it('break nothing once the run ends them', async () => {
    const ending = new AbortController();
    const { engine, asked } = engineOf();
    const broke = watchContainers(engine, { logsDir: '/logs' }, containers, ending.signal);
    await asked;
    ending.abort();
    ends.get('ls')?.(0);
    ends.get('pg')?.(0);
    expect(await Promise.race([brokenBy(broke), new Promise((resolve) => setImmediate(() => resolve('nothing')))])).toBe('nothing');
  });
});
