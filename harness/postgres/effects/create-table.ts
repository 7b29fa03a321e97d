import type { Constraint, CreateStmt, Node } from 'libpg-query';
import type { CreatedObjects } from './created-objects.ts';
import { tableName } from './names.ts';
import type { StatementEffect } from './statement-effect.ts';

/** CREATE TABLE: new, but what it points at is locked: a foreign key's table, a partition's parent. */
export function createTable(
  { relation, tableElts = [], inhRelations = [], partbound }: CreateStmt,
  created: CreatedObjects,
): readonly StatementEffect[] {
  const table = tableName(relation);
  created.addTable(table);
  const common = { columns: [], work: 'none' } as const;
  const own: StatementEffect = {
    ...common,
    step: 'expand',
    what: `makes table ${table}`,
    reason: 'older code needs not know it',
    table,
    lock: null,
  };
  const parents = inhRelations.flatMap((node) => ('RangeVar' in node ? [tableName(node.RangeVar)] : []));
  const lock = partbound === undefined ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE';
  const below = parents.map((parent): StatementEffect => ({
    ...common,
    step: 'expand',
    what: `puts it below ${parent}`,
    reason: 'its parent is locked',
    table: parent,
    lock,
  }));
  const pointedAt = [
    ...new Set(
      tableElts.flatMap(constraintsIn).flatMap(({ contype, pktable }) => (contype === 'CONSTR_FOREIGN' ? [tableName(pktable)] : [])),
    ),
  ];
  const references = pointedAt.map((other): StatementEffect => {
    const reason = 'a foreign key locks the table that it points at, too';
    return { ...common, step: 'expand', what: `references ${other}`, reason, table: other, lock: 'SHARE ROW EXCLUSIVE' };
  });
  return [own, ...below, ...references];
}

function constraintsIn(element: Node): readonly Constraint[] {
  if ('Constraint' in element) return [element.Constraint];
  if (!('ColumnDef' in element)) return [];
  return (element.ColumnDef.constraints ?? []).flatMap((node) => ('Constraint' in node ? [node.Constraint] : []));
}
