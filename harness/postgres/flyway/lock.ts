import { setTimeout as after } from 'node:timers/promises';
import type { Client } from 'pg';
import { problem, RejectedError } from './problem.ts';

/** "Flyway" in ASCII: PostgreSQLAdvisoryLockTemplate.LOCK_MAGIC_NUM. */
const magic = 77_431_708_279_161n;

const pollMs = 100;

/** Flyway's advisory lock key: one for a history table, whatever the database (advisory locks are per database anyway). */
export function lockKey(schema: string, table: string): bigint {
  return magic + BigInt(javaHashCode(`"${schema}"."${table}"`));
}

function javaHashCode(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i += 1) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash;
}

/** `transaction`: held until the transaction that must be open ends. `session`: held until `unlock`. Both exclude each other. */
export type LockKind = 'transaction' | 'session';

/**
 * Waits for the lock by trying, as Flyway does, so that two migrations of one history table never overlap, whichever of the two tools runs them.
 *
 * @throws RejectedError when it is still held after `timeoutMs`.
 */
export async function lock(client: Client, key: bigint, kind: LockKind, timeoutMs: number): Promise<void> {
  const attempt = kind === 'transaction' ? 'pg_try_advisory_xact_lock' : 'pg_try_advisory_lock';
  for (const end = performance.now() + timeoutMs; ; await after(pollMs)) {
    const { rows } = await client.query<{ locked: boolean }>(`SELECT ${attempt}(${key}) AS locked`);
    if (rows[0]?.locked) return;
    if (performance.now() > end) {
      const message = `Another migration has held the lock (advisory lock ${key}) for ${timeoutMs / 1000} s. Wait for it to end, then try again.`;
      throw new RejectedError([problem('ERROR', message)]);
    }
  }
}

export async function unlock(client: Client, key: bigint): Promise<void> {
  await client.query(`SELECT pg_advisory_unlock(${key})`);
}
