import type { Config } from '../config.ts';
import type { PaymentStore } from '../database/payment-store.ts';
import type { Log } from '../log.ts';
import type { HttpEvent, HttpResponse } from './function-url.ts';
import { health } from './health.ts';
import { problem } from './problem.ts';

export interface Context {
  readonly config: Config;
  readonly store: PaymentStore;
  readonly log: Log;
}

export interface Route {
  readonly service: string;
  readonly method: string;
  readonly path: RegExp;
  readonly answer: (event: HttpEvent, context: Context) => Promise<HttpResponse>;
}

export type Handler = (event: HttpEvent) => Promise<HttpResponse>;

/** One route and /health, each request a line in the log, each surprise a 500 that tells the caller nothing. */
export function serve(route: Route, context: Context): Handler {
  return async (event) => {
    const startedAt = performance.now();
    const response = await answer(route, event, context).catch((error: unknown) => {
      context.log('error', 'request failed', { requestId: event.requestContext.requestId, error: String(error) });
      return problem('internal-error');
    });
    context.log('info', 'request', {
      requestId: event.requestContext.requestId,
      service: route.service,
      method: event.requestContext.http.method,
      status: response.statusCode,
      durationMs: Math.round(performance.now() - startedAt),
    });
    return response;
  };
}

async function answer(route: Route, event: HttpEvent, context: Context): Promise<HttpResponse> {
  const { method } = event.requestContext.http;
  if (event.rawPath === '/health' && method === 'GET') return health(route.service, context.config, context.store);
  if (!route.path.test(event.rawPath)) return problem('route-not-found');
  if (method !== route.method) return problem('method-not-allowed');
  return route.answer(event, context);
}
