import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openBlobStore } from './blob-store.ts';
import { prepareTableStatements, sqliteTable } from './sqlite-table.ts';
import { DataDirectoryInUseError, signDataDirectory, unsignDataDirectory } from './state-lock.ts';
import type { Partition, StateStore, Table } from './state.ts';
import { sqliteTransactions } from './sqlite-transactions.ts';

/**
 * The state in `dataDir`: `state.sqlite` and `blobs/`. May be copied while nobody has it open.
 * @throws DataDirectoryInUseError where another process, or another emulator of this one, has it open.
 */
export function openStateStore(dataDir: string): StateStore {
  mkdirSync(dataDir, { recursive: true });
  const database = openDatabase(dataDir);
  signDataDirectory(dataDir);
  const partitions = partitionsIn(database);
  return {
    ...partitions,
    openedBefore: countOpening(database),
    blobs: openBlobStore(join(dataDir, 'blobs')),
    transaction: sqliteTransactions(database),
    [Symbol.dispose]() {
      database.close();
      unsignDataDirectory(dataDir);
    },
  };
}

function openDatabase(dataDir: string): DatabaseSync {
  const database = new DatabaseSync(join(dataDir, 'state.sqlite'));
  try {
    // Exclusive: one process at a time, and no shared-memory file. OFF: what was handed to the kernel survives the process's death. A checkpoint
    // that waits for a busy disk would hold up every request for seconds; only a power cut could damage what is here, and a rehearsal's is made anew.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;');
    database.exec(tables);
    return database;
  } catch (error) {
    database.close();
    if (error instanceof Error && error.message.includes('locked')) throw new DataDirectoryInUseError(dataDir);
    throw error;
  }
}

/** SQLite keeps a number for whoever uses it. */
function countOpening(database: DatabaseSync): number {
  const before = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  database.exec(`PRAGMA user_version = ${String(before + 1)}`);
  return before;
}

/**
 * Keys are TEXT with the BINARY collation: SQLite compares their UTF-8 bytes. `space` is `service/account/region/table`, kept in full
 * so that nothing has to be allotted, which a rolled back transaction could take back.
 */
const tables = `
  BEGIN IMMEDIATE;
  CREATE TABLE IF NOT EXISTS rows (space TEXT NOT NULL, key TEXT NOT NULL, row TEXT NOT NULL, PRIMARY KEY (space, key)) WITHOUT ROWID;
  COMMIT;
`;

/** Jumps from one space to the next by the primary key: reads one row a space. */
const spacesBetween = `
  WITH RECURSIVE spaces (space) AS (
    SELECT min(space) FROM rows WHERE space >= ?
    UNION ALL
    SELECT (SELECT min(space) FROM rows WHERE rows.space > spaces.space) FROM spaces WHERE spaces.space IS NOT NULL
  )
  SELECT space FROM spaces WHERE space < ?
`;

function partitionsIn(database: DatabaseSync): Pick<StateStore, 'partition' | 'partitionsOf'> {
  const statements = prepareTableStatements(database);
  const findSpaces = database.prepare(spacesBetween);
  const known = new Map<string, Partition>();

  function partition(account: string, region: string, service: string): Partition {
    const address = `${service}/${account}/${region}`;
    let found = known.get(address);
    if (found === undefined) known.set(address, (found = openPartition(account, region, address)));
    return found;
  }

  function openPartition(account: string, region: string, address: string): Partition {
    const open = new Map<string, Table<unknown>>();
    return {
      account,
      region,
      table<Row>(name: string): Table<Row> {
        let table = open.get(name);
        if (table === undefined) open.set(name, (table = sqliteTable(statements, `${address}/${name}`)));
        return table as Table<Row>;
      },
    };
  }

  function partitionsOf(service: string): readonly Partition[] {
    // '0' is the character after '/'.
    const spaces = findSpaces.all(`${service}/`, `${service}0`).map((row) => String(row['space']).split('/'));
    const addresses = new Map(spaces.map(([, account = '', region = '']) => [`${account}/${region}`, partition(account, region, service)]));
    return [...addresses.values()];
  }

  return { partition, partitionsOf };
}
