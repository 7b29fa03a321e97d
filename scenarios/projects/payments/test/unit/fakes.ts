import type { Config } from '../../src/config.ts';
import type { PaymentStore } from '../../src/database/payment-store.ts';
import type { Payment } from '../../src/domain/payment.ts';
import type { HttpEvent } from '../../src/http/function-url.ts';

export const config: Config = {
  environment: 'test',
  commit: '0123456789abcdef',
  functionVersion: '7',
  databaseSecretArn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:payments',
  maxAmount: 100_000,
  logLevel: 'info',
};

export function request(method: string, rawPath: string, body?: unknown, headers: HttpEvent['headers'] = {}): HttpEvent {
  return {
    rawPath,
    headers,
    requestContext: { requestId: 'request-1', http: { method } },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    isBase64Encoded: false,
  };
}

export function memoryStore(): PaymentStore & { readonly payments: Map<string, Payment> } {
  const payments = new Map<string, Payment>();
  const byKey = new Map<string, Payment>();
  return {
    payments,
    async create(instruction, idempotencyKey) {
      const earlier = idempotencyKey === null ? undefined : byKey.get(idempotencyKey);
      if (earlier) return { payment: earlier, replayed: true };
      const id = `00000000-0000-4000-8000-${String(payments.size + 1).padStart(12, '0')}`;
      const payment = { ...instruction, id, status: 'accepted', createdAt: '2026-11-02T09:00:00.000Z' };
      payments.set(id, payment);
      if (idempotencyKey !== null) byKey.set(idempotencyKey, payment);
      return { payment, replayed: false };
    },
    async find(id) {
      return payments.get(id);
    },
    async ping() {},
  };
}
