import type { ObjectType, RenameStmt } from 'libpg-query';
import { tableName } from './names.ts';
import type { StatementEffect } from './statement-effect.ts';

/** Things that belong to a table, which stays. */
const ofTable: Readonly<Partial<Record<ObjectType, string>>> = {
  OBJECT_TABCONSTRAINT: 'constraint',
  OBJECT_TRIGGER: 'trigger',
  OBJECT_POLICY: 'policy',
  OBJECT_RULE: 'rule',
};

/** ALTER … RENAME: gone under its old name from one moment to the next. */
export function rename({ renameType, relation, subname = '', newname = '' }: RenameStmt): StatementEffect {
  const table = relation === undefined ? null : tableName(relation);
  const common = { columns: [], lock: table === null ? null : 'ACCESS EXCLUSIVE', work: 'none' } as const;
  const reason = 'older code knows only the former name';
  if (renameType === 'OBJECT_COLUMN' || renameType === 'OBJECT_ATTRIBUTE') {
    const what = `renames ${table ?? ''}.${subname} to ${newname}`;
    return { ...common, step: 'contract', what, reason, table, columns: [subname], takesAway: true };
  }
  if (renameType === 'OBJECT_INDEX') {
    const what = `renames index ${table ?? ''}`;
    // Renaming an index takes the weaker lock: https://www.postgresql.org/docs/17/sql-alterindex.html
    return { ...common, step: 'neutral', what, reason: 'no code names it', table: null, lock: 'SHARE UPDATE EXCLUSIVE' };
  }
  const noun = renameType === undefined ? undefined : ofTable[renameType];
  if (noun !== undefined)
    return { ...common, step: 'contract', what: `renames ${noun} ${subname} of ${table ?? ''} to ${newname}`, reason, table };
  const takesAway = table === null ? {} : ({ takesAway: true } as const);
  return { ...common, step: 'contract', what: `renames ${table ?? 'something'} to ${newname}`, reason, table, ...takesAway };
}
