import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Brings one account of a data directory back to what a copy of that directory holds; every other account stays as it is. Both must be
 * closed: throws where an emulator is at work in either.
 */
export async function restoreAccount(dataDir: string, copy: string, account: string): Promise<void> {
  if (!/^\d{12}$/.test(account)) throw new Error(`${JSON.stringify(account)} is no account: it has twelve digits.`);
  // Blobs are named after their content, so those that both hold are the same, and more of them do no harm.
  if (existsSync(join(copy, 'blobs'))) await cp(join(copy, 'blobs'), join(dataDir, 'blobs'), { recursive: true, force: false });
  const database = new DatabaseSync(join(dataDir, 'state.sqlite'));
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.prepare('ATTACH DATABASE ? AS former').run(join(copy, 'state.sqlite'));
    database.exec('BEGIN EXCLUSIVE');
    // A space is service/account/region/table.
    const own = `%/${account}/%`;
    database.prepare('DELETE FROM main.rows WHERE space LIKE ?').run(own);
    database.prepare('INSERT INTO main.rows SELECT space, key, row FROM former.rows WHERE space LIKE ?').run(own);
    database.exec('COMMIT');
  } finally {
    database.close();
  }
}
