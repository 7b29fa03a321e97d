import { unzipSync } from 'fflate';
import type { PendingMigration } from '../../../src/model/pending-migration.ts';
import type { NamedInCode } from '../../../src/ports/compatibility.ts';

/** A table or column that a contract step takes away. */
interface TakenAway {
  readonly table: string;
  readonly column: string | null;
  readonly what: string;
  readonly place: string;
}

const strings = /`(?:[^`\\]|\\[\s\S])*`|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;

/** Pieces of text in a version's own code, as it is stored, that name both the table and the column that are taken away: its SQL. */
export function namedInCode(
  code: string,
  zips: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  pending: readonly PendingMigration[],
): readonly NamedInCode[] {
  const gone = takenAway(pending);
  if (gone.length === 0) return [];
  return zips.flatMap(({ name, bytes }) => {
    const texts = textsIn(bytes);
    return gone
      .filter(({ table, column }) => texts.some((text) => names(text, table) && (column === null || names(text, column))))
      .map(({ what, place }) => ({ code, artefact: name, what, place }));
  });
}

function takenAway(pending: readonly PendingMigration[]): readonly TakenAway[] {
  return pending.flatMap(({ script, statements }) =>
    statements.flatMap(({ line, effects }) =>
      effects
        .filter(({ takesAway }) => takesAway === true)
        .flatMap(({ table, columns }): readonly TakenAway[] => {
          if (table === null) return [];
          const place = `${script}:${String(line)}`;
          const bare = table.split('.').at(-1) ?? table;
          const [column] = columns;
          return column === undefined
            ? [{ table: bare, column: null, what: table, place }]
            : [{ table: bare, column, what: `${table}.${column}`, place }];
        }),
    ),
  );
}

function textsIn(zip: Uint8Array): readonly string[] {
  return Object.entries(unzipSync(zip)).flatMap(([name, bytes]) =>
    /\.(js|mjs|cjs|ts|py|sql)$/.test(name) ? (Buffer.from(bytes).toString('utf8').match(strings) ?? []) : [],
  );
}

function names(text: string, word: string): boolean {
  return new RegExp(`(?<![\\w$])${word.replaceAll(/[^\w]/g, '\\$&')}(?![\\w$])`, 'i').test(text);
}
