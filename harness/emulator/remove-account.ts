import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sharedAccount } from './accounts/state.ts';

/**
 * Takes one account out of a data directory: what is in it, its keys, and its names among those that all accounts share. Must be closed: throws
 * where an emulator is at work in it. Blobs stay, which are named after their content and may be another account's too.
 */
export function removeAccount(dataDir: string, account: string): void {
  if (!/^\d{12}$/.test(account)) throw new Error(`${JSON.stringify(account)} is no account: it has twelve digits.`);
  const database = new DatabaseSync(join(dataDir, 'state.sqlite'));
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.exec('BEGIN EXCLUSIVE');
    // A space is service/account/region/table.
    database.prepare('DELETE FROM rows WHERE space LIKE ?').run(`%/${account}/%`);
    const shared = `%/${sharedAccount}/%`;
    database
      .prepare(
        `DELETE FROM rows WHERE space LIKE ?
           AND (key = ? OR json_extract(row, '$.account') = ? OR json_extract(row, '$.principal.account') = ?)`,
      )
      .run(shared, account, account, account);
    database.exec('COMMIT');
  } finally {
    database.close();
  }
}
