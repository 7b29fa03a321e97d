import type { NewPayment, Payment } from '../domain/payment.ts';
import type { Query, Row } from './connection.ts';

export interface PaymentStore {
  /** Adds the payment, or finds the one that was made with the same key before. */
  create(payment: NewPayment, idempotencyKey: string | null): Promise<{ readonly payment: Payment; readonly replayed: boolean }>;
  find(id: string): Promise<Payment | undefined>;
  ping(): Promise<void>;
}

const columns = 'id, amount, currency, debtor, creditor, reference, status, created_at';

export function createPaymentStore(query: Query): PaymentStore {
  return {
    async create(payment, idempotencyKey) {
      const [added] = await query(
        `insert into payments (amount, currency, debtor, creditor, reference, idempotency_key)
         values ($1, $2, $3, $4, $5, $6) on conflict (idempotency_key) do nothing returning ${columns}`,
        [payment.amount, payment.currency, payment.debtor, payment.creditor, payment.reference, idempotencyKey],
      );
      if (added) return { payment: toPayment(added), replayed: false };
      const [earlier] = await query(`select ${columns} from payments where idempotency_key = $1`, [idempotencyKey]);
      if (!earlier) throw new Error('the payment was neither added nor found');
      return { payment: toPayment(earlier), replayed: true };
    },
    async find(id) {
      const [row] = await query(`select ${columns} from payments where id = $1`, [id]);
      return row && toPayment(row);
    },
    async ping() {
      await query('select 1', []);
    },
  };
}

function toPayment(row: Row): Payment {
  return {
    id: String(row['id']),
    // pg hands a bigint over as text
    amount: Number(row['amount']),
    currency: String(row['currency']),
    debtor: String(row['debtor']),
    creditor: String(row['creditor']),
    reference: row['reference'] === null ? null : String(row['reference']),
    status: String(row['status']),
    createdAt: row['created_at'] instanceof Date ? row['created_at'].toISOString() : String(row['created_at']),
  };
}
