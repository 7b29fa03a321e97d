import { constraint } from '../errors.ts';

const mostItems = 100;

export function checkTransactionLength(length: number): void {
  if (length === 0) throw constraint('transactItems', '[]', 'Member must have length greater than or equal to 1');
  if (length > mostItems)
    throw constraint('transactItems', `[${length} items]`, `Member must have length less than or equal to ${mostItems}`);
}
