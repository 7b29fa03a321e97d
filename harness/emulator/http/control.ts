import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { HttpHandler, HttpRequest, HttpResponse, ListeningHttp } from '../kernel/context.ts';
import type { Fault, PlantedFault } from '../kernel/faults/fault.ts';
import { readFault } from '../kernel/faults/read-fault.ts';
import type { LifecycleHooks } from '../kernel/lifecycle-hooks.ts';
import { listen } from './listen.ts';

/** Where the emulator's owner plants faults, and the word that lets him in. */
export interface ControlAddress {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly token: string;
}

interface Faults {
  plant(fault: Fault): PlantedFault;
  remove(id: string): boolean;
  list(): readonly PlantedFault[];
}

/** What the owner may do. */
export interface Controlled {
  readonly faults: Faults;
  readonly hooks: Pick<LifecycleHooks, 'open' | 'find'>;
}

/**
 * A port of its own, so that no AWS call can come here by mistake and no AWS identity counts: only who started the emulator knows the token.
 * `GET /faults`, `POST /faults` with a fault, `DELETE /faults/<id>`; `POST /hooks/<account>/<region>`, `GET /hooks/<execution>`.
 */
export async function serveControl(
  controlled: Controlled,
  onError: (error: unknown) => void,
): Promise<ControlAddress & Pick<ListeningHttp, typeof Symbol.asyncDispose>> {
  const token = randomBytes(32).toString('hex');
  const answer: HttpHandler = (request) =>
    Promise.resolve(isOwner(request, token) ? answered(controlled, request) : json(403, { error: 'The token is wrong.' }));
  const server = await listen(0, answer, onError);
  return { url: `http://127.0.0.1:${server.port}`, token, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

function isOwner({ headers }: HttpRequest, token: string): boolean {
  const given = Buffer.from(headers['authorization'] ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function answered({ faults, hooks }: Controlled, { method, url, body }: HttpRequest): HttpResponse {
  if (url === '/faults' && method === 'GET') return json(200, faults.list());
  if (url === '/faults' && method === 'POST') return planted(faults, body);
  const id = /^\/faults\/([a-z0-9-]+)$/.exec(url)?.[1];
  if (id !== undefined && method === 'DELETE') return json(200, { removed: faults.remove(id) });
  const place = /^\/hooks\/(\d{12})\/([a-z0-9-]+)$/.exec(url);
  if (place !== null && method === 'POST') return json(201, hooks.open(place[1] ?? '', place[2] ?? ''));
  const execution = /^\/hooks\/([^/]+)$/.exec(url)?.[1];
  if (execution !== undefined && method === 'GET') return json(200, { hook: hooks.find(decodeURIComponent(execution)) });
  return json(404, { error: `There is no ${method} ${url} here.` });
}

function planted(faults: Faults, body: Uint8Array): HttpResponse {
  let fault: Fault;
  try {
    fault = readFault(JSON.parse(Buffer.from(body).toString('utf8')));
  } catch (error) {
    return json(400, { error: error instanceof Error ? error.message : String(error) });
  }
  return json(201, faults.plant(fault));
}

function json(status: number, value: unknown): HttpResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(value)) };
}
