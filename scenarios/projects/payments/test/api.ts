/** Where the suites find the service under test, and how they talk to it. */
export type FunctionName = 'create-payment' | 'read-payment';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

export const iban = { alice: 'DE89370400440532013000', bakery: 'FR1420041010050500013M02606', carpenter: 'NL91ABNA0417164300' } as const;

export const validPayment = {
  amount: 1250,
  currency: 'EUR',
  debtor: iban.alice,
  creditor: iban.bakery,
  reference: 'Invoice 2026-117',
} as const;

export function urlOf(name: FunctionName, path: string): URL {
  const variable = `API_URL_${name.toUpperCase().replaceAll('-', '_')}`;
  const base = process.env[variable] ?? process.env['API_URL'];
  if (base === undefined || base === '') throw new Error(`${variable} is not set: this suite needs the service's address`);
  return new URL(path, base.endsWith('/') ? base : `${base}/`);
}

export function createPayment(payment: unknown, idempotencyKey?: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }) };
  const body = typeof payment === 'string' ? payment : JSON.stringify(payment);
  return send(urlOf('create-payment', 'payments'), { method: 'POST', headers, body });
}

export function readPayment(id: string): Promise<Answer> {
  return send(urlOf('read-payment', `payments/${id}`));
}

export function readHealth(name: FunctionName): Promise<Answer> {
  return send(urlOf(name, 'health'));
}

export async function send(url: URL, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) });
  const text = await response.text();
  try {
    return { status: response.status, headers: response.headers, body: JSON.parse(text) as Answer['body'] };
  } catch {
    throw new Error(`${init.method ?? 'GET'} ${url.pathname} answered ${response.status} with no JSON: ${text.slice(0, 200)}`);
  }
}
