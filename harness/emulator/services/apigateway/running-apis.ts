import type { Partition } from '../../accounts/state.ts';
import type { HttpRequest, HttpResponse, ListeningHttp, OperationContext, ServiceHost } from '../../kernel/context.ts';
import { answerApiRequest } from './invocation/answer-api-request.ts';
import { notFound } from './invocation/gateway-answers.ts';
import { apiTables } from './state.ts';

/** The listeners of all HTTP APIs, one on 127.0.0.1 each. */
export class RunningApis implements AsyncDisposable {
  readonly #host: ServiceHost;
  readonly #listeners = new Map<string, ListeningHttp>();
  readonly #owners = new Map<string, { readonly account: string; readonly region: string }>();

  private constructor(host: ServiceHost) {
    this.#host = host;
  }

  /**
   * Listens again for every API there is.
   * @throws where a port that an API had is taken by now: the address that others know could not be kept.
   */
  static async start(host: ServiceHost): Promise<RunningApis> {
    const running = new RunningApis(host);
    for (const partition of host.state.partitionsOf('apigateway')) {
      for (const [apiId, { port, name }] of Array.from(apiTables(partition).apis.scan())) {
        await running.open(partition, apiId, port).catch((error: unknown) => {
          throw new Error(
            `The HTTP API ${name} in account ${partition.account} is http://127.0.0.1:${port}, and that port is taken. Stop what listens there and start the emulator again.`,
            { cause: error },
          );
        });
      }
    }
    host.answerHosts((request, from) => running.#byHost(request, from));
    return running;
  }

  /** Without a port it takes a free one that it can have again later. Answers the port. */
  async open({ account, region }: Pick<Partition, 'account' | 'region'>, apiId: string, port?: number): Promise<number> {
    this.#owners.set(apiId, { account, region });
    const answer = (request: HttpRequest): Promise<HttpResponse> => this.#answer(apiId, request);
    const listener = port === undefined ? await this.#host.listenAnywhere(account, answer) : await this.#host.listen(port, account, answer);
    this.#listeners.set(apiId, listener);
    return listener.port;
  }

  async close(apiId: string): Promise<void> {
    const listener = this.#listeners.get(apiId);
    this.#listeners.delete(apiId);
    this.#owners.delete(apiId);
    await listener?.[Symbol.asyncDispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#listeners.keys()].map((apiId) => this.close(apiId)));
  }

  /** `<api-id>.execute-api.<region>.amazonaws.com`, and the form of other emulators, which ends in `localhost` or something behind that. */
  #byHost(request: HttpRequest, from: string | undefined): Promise<HttpResponse> | undefined {
    const host = request.headers['host'] ?? '';
    if (!host.includes('.execute-api.')) return undefined;
    const apiId = /^([a-z0-9]+)\.execute-api\.(?:[a-z0-9-]+\.)?(?:amazonaws\.com|localhost(?:\.[a-z0-9.-]+)?)(?::\d+)?$/.exec(
      host.toLowerCase(),
    )?.[1];
    if (apiId === undefined) return undefined;
    // From a network of its own, an account's function finds its own account's APIs alone.
    return from === undefined || this.#owners.get(apiId)?.account === from ? this.#answer(apiId, request) : Promise.resolve(notFound);
  }

  #answer(apiId: string, request: HttpRequest): Promise<HttpResponse> {
    const owner = this.#owners.get(apiId);
    if (owner === undefined) return Promise.resolve(notFound);
    const partition = this.#host.state.partition(owner.account, owner.region, 'apigateway');
    const api = apiTables(partition).apis.get(apiId);
    return api === undefined ? Promise.resolve(notFound) : answerApiRequest(this.#host, partition, api, request);
  }
}

export function runningApis(context: Pick<OperationContext, 'running'>): RunningApis {
  return context.running as RunningApis;
}
