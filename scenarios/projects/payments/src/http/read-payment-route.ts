import { type HttpEvent, type HttpResponse, json } from './function-url.ts';
import { problem } from './problem.ts';
import type { Context, Route } from './serve.ts';

export const readPaymentRoute: Route = { service: 'read-payment', method: 'GET', path: /^\/payments\/[^/]+$/, answer: readPayment };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function readPayment(event: HttpEvent, { store }: Context): Promise<HttpResponse> {
  const id = event.rawPath.slice('/payments/'.length).toLowerCase();
  const payment = uuid.test(id) ? await store.find(id) : undefined;
  return payment === undefined ? problem('payment-not-found') : json(200, payment);
}
