import { createHash } from 'node:crypto';
import type { Partition } from '../../../accounts/state.ts';
import { constraint, idempotentParameterMismatch } from '../errors.ts';
import { doneTransactions, transactionTokens } from '../state.ts';

/** For ten minutes the same token is the same transaction. */
const rememberedMs = 10 * 60 * 1000;

/** Whether the transaction of this token was done. @throws AwsError where it was another one. */
export function wasDone(state: Partition, token: string, request: unknown, now: Date): boolean {
  const done = doneTransactions(state).get(token);
  if (done === undefined || Date.parse(done.at) + rememberedMs < now.getTime()) return false;
  if (done.digest !== digestOf(request)) throw idempotentParameterMismatch();
  return true;
}

/** Remembers the transaction and forgets those whose time is over. */
export function rememberDone(state: Partition, token: string, request: unknown, now: Date): void {
  forgetOld(state, now);
  const at = now.toISOString();
  doneTransactions(state).put(token, { at, digest: digestOf(request) });
  transactionTokens(state).put(`${at} ${token}`, token);
}

function forgetOld(state: Partition, now: Date): void {
  const edge = new Date(now.getTime() - rememberedMs).toISOString();
  for (const [key, token] of transactionTokens(state).scan()) {
    if (key >= edge) return;
    transactionTokens(state).delete(key);
    const at = key.slice(0, -token.length - 1);
    if (doneTransactions(state).get(token)?.at === at) doneTransactions(state).delete(token);
  }
}

export function checkToken(token: string | undefined): void {
  if (token === undefined) return;
  if (token.length < 1) throw constraint('clientRequestToken', token, 'Member must have length greater than or equal to 1');
  if (token.length > 36) throw constraint('clientRequestToken', token, 'Member must have length less than or equal to 36');
}

function digestOf(request: unknown): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('hex');
}
