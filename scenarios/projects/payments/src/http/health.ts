import type { Config } from '../config.ts';
import type { PaymentStore } from '../database/payment-store.ts';
import { type HttpResponse, json } from './function-url.ts';

/** Says which code answers, and whether its database does. */
export async function health(service: string, config: Config, store: Pick<PaymentStore, 'ping'>): Promise<HttpResponse> {
  const database = await store.ping().then(
    () => 'ok',
    () => 'unreachable',
  );
  return json(database === 'ok' ? 200 : 503, {
    status: database === 'ok' ? 'ok' : 'failing',
    service,
    environment: config.environment,
    commit: config.commit,
    version: config.functionVersion,
    database,
  });
}
