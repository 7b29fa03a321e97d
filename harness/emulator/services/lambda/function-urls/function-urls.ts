import type { Partition } from '../../../accounts/state.ts';
import type { HttpRequest, HttpResponse, ListeningHttp } from '../../../kernel/context.ts';
import type { FunctionRunner } from '../invoke-function.ts';
import { lambdaTables } from '../state.ts';
import type { FunctionUrlRow } from '../state.ts';
import { answerUrlRequest } from './answer-url-request.ts';

/** The listeners of all function URLs, one on 127.0.0.1 each. */
export class FunctionUrls implements AsyncDisposable {
  readonly #running: FunctionRunner;
  readonly #listeners = new Map<string, ListeningHttp>();
  readonly #owners = new Map<string, { readonly account: string; readonly region: string; readonly key: string }>();

  constructor(running: FunctionRunner) {
    this.#running = running;
  }

  /** @throws where a port that a URL had is taken by now: the URL that others know could not be kept. */
  async reopen(): Promise<void> {
    for (const partition of this.#running.host.state.partitionsOf('lambda')) {
      for (const [key, row] of lambdaTables(partition).urls.scan()) {
        await this.open(partition, key, row.urlId, row.port).catch((error: unknown) => {
          const url = `http://127.0.0.1:${row.port}/`;
          throw new Error(
            `The function URL of ${row.functionName} in account ${partition.account} is ${url}, and that port is taken. Stop what listens there and start the emulator again.`,
            { cause: error },
          );
        });
      }
    }
  }

  /** Listens for the URL in row `key`; without a port it takes a free one that it can have again later. Answers the port. */
  async open({ account, region }: Partition, key: string, urlId: string, port?: number): Promise<number> {
    const answer = (request: HttpRequest): Promise<HttpResponse> => this.#answer(urlId, request);
    const listener =
      port === undefined
        ? await this.#running.host.listenAnywhere(account, answer)
        : await this.#running.host.listen(port, account, answer);
    this.#listeners.set(urlId, listener);
    this.#owners.set(urlId, { account, region, key });
    return listener.port;
  }

  async close(urlId: string): Promise<void> {
    const listener = this.#listeners.get(urlId);
    this.#listeners.delete(urlId);
    this.#owners.delete(urlId);
    await listener?.[Symbol.asyncDispose]();
  }

  /**
   * Answers a request to the emulator's own port by its Host header; undefined where that is no function URL's. From a network of its own, an
   * account's function finds its own account's URLs alone.
   */
  byHost(request: HttpRequest, from: string | undefined): Promise<HttpResponse> | undefined {
    const urlId = urlIdInHost(request.headers['host'] ?? '');
    if (urlId === undefined) return undefined;
    return from === undefined || this.#owners.get(urlId)?.account === from ? this.#answer(urlId, request) : Promise.resolve(notFound);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#listeners.keys()].map((urlId) => this.close(urlId)));
  }

  #answer(urlId: string, request: HttpRequest): Promise<HttpResponse> {
    const owner = this.#owners.get(urlId);
    const partition = owner === undefined ? undefined : this.#running.host.state.partition(owner.account, owner.region, 'lambda');
    const row = partition === undefined || owner === undefined ? undefined : lambdaTables(partition).urls.get(owner.key);
    if (partition === undefined || row === undefined) return Promise.resolve(notFound);
    return answerUrlRequest(this.#running, partition, row, request);
  }
}

const notFound: HttpResponse = { status: 404, headers: { 'content-type': 'application/json' }, body: Buffer.from('{"Message":null}') };

/** `<url-id>.lambda-url.<region>.on.aws`, and the form of other emulators, which ends in `localhost` or something behind that. */
function urlIdInHost(host: string): string | undefined {
  // Every request to the emulator comes by here: most are over at once.
  if (!host.includes('.lambda-url.')) return undefined;
  return /^([a-z0-9]+)\.lambda-url\.[a-z0-9-]+\.(?:on\.aws|localhost(?:\.[a-z0-9.-]+)?)(?::\d+)?$/.exec(host.toLowerCase())?.[1];
}

/** What answers name as the FunctionUrl. */
export function urlOf({ port }: FunctionUrlRow): string {
  return `http://127.0.0.1:${port}/`;
}
