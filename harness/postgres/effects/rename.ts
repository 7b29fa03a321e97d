import type { RenameStmt } from 'libpg-query';
import { tableName } from './names.ts';
import type { StatementEffect } from './statement-effect.ts';

/** ALTER … RENAME: gone under its old name from one moment to the next. */
export function rename({ renameType, relation, subname = '', newname = '' }: RenameStmt): StatementEffect {
  const table = relation === undefined ? null : tableName(relation);
  const common = { columns: [], lock: table === null ? null : 'ACCESS EXCLUSIVE', work: 'none' } as const;
  const reason = 'older code knows only the former name';
  if (renameType === 'OBJECT_COLUMN' || renameType === 'OBJECT_ATTRIBUTE') {
    return { ...common, step: 'contract', what: `renames ${table ?? ''}.${subname} to ${newname}`, reason, table, columns: [subname] };
  }
  if (renameType === 'OBJECT_INDEX') {
    const what = `renames index ${table ?? ''}`;
    // Renaming an index takes the weaker lock: https://www.postgresql.org/docs/17/sql-alterindex.html
    return { ...common, step: 'neutral', what, reason: 'no code names it', table: null, lock: 'SHARE UPDATE EXCLUSIVE' };
  }
  const renamed = renameType === 'OBJECT_TABCONSTRAINT' ? `constraint ${subname} of ${table ?? ''}` : (table ?? 'something');
  return { ...common, step: 'contract', what: `renames ${renamed} to ${newname}`, reason, table };
}
