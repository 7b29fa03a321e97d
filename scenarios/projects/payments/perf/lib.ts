import { check } from 'k6';
import http from 'k6/http';

export const payment = {
  amount: 1250,
  currency: 'EUR',
  debtor: 'DE89370400440532013000',
  creditor: 'FR1420041010050500013M02606',
  reference: 'Load test',
};

/** The routes by the names that their objectives have. */
export const routes = { create: 'POST /payments', read: 'GET /payments/{id}' } as const;

export function address(name: string, path: string): string {
  const base = __ENV[`API_URL_${name.toUpperCase().replaceAll('-', '_')}`] ?? __ENV['API_URL'];
  if (!base) throw new Error(`the address of ${name} is not set`);
  return `${base.replace(/\/$/, '')}${path}`;
}

export function create(idempotencyKey: string): string {
  const response = http.post(address('create-payment', '/payments'), JSON.stringify(payment), {
    headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
    tags: { name: routes.create, route: routes.create },
  });
  check(response, { 'the payment is accepted': ({ status }) => status === 201 });
  return response.status === 201 ? String(response.json('id')) : '';
}

export function read(id: string): void {
  const response = http.get(address('read-payment', `/payments/${id}`), { tags: { name: routes.read, route: routes.read } });
  check(response, { 'the payment is found': ({ status }) => status === 200 });
}

/** Brings up as many instances of each function as the measurement may need: what it is about is not how they start. */
export function wakeUp(): void {
  const health = ['create-payment', 'read-payment'].flatMap((name) => Array.from({ length: 6 }, () => address(name, '/health')));
  for (let round = 0; round < 2; round += 1) http.batch(health);
}
