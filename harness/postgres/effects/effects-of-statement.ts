import type { Node, RangeVar } from 'libpg-query';
import { alterTable } from './alter-table.ts';
import { deleteRows, updateRows } from './change-rows.ts';
import { createTable } from './create-table.ts';
import type { CreatedObjects } from './created-objects.ts';
import { dropObjects } from './drop-objects.ts';
import { type LockMode, lockModes } from './lock-mode.ts';
import { namedIn, nameIn, tableName } from './names.ts';
import { createIndex } from './create-index.ts';
import { rename } from './rename.ts';
import type { MigrationStep, StatementEffect, TableWork } from './statement-effect.ts';

/** What a statement does, by its parse tree. What it can't tell is taken for the heaviest: older code may not live with it. */
export function effectsOfStatement(node: Node, created: CreatedObjects): readonly StatementEffect[] {
  return effectsOf(node, created).map((effect) =>
    effect.table !== null && created.hasTable(effect.table)
      ? { ...effect, step: onNewTable(effect.step), lock: null, work: 'none' }
      : effect,
  );
}

/** Nobody uses a table that these migrations made. */
function onNewTable(step: MigrationStep): MigrationStep {
  return step === 'contract' ? 'expand' : step;
}

function effectsOf(node: Node, created: CreatedObjects): readonly StatementEffect[] {
  if ('CreateStmt' in node) return createTable(node.CreateStmt, created);
  if ('AlterTableStmt' in node) return alterTable(node.AlterTableStmt, created);
  if ('RenameStmt' in node) return [rename(node.RenameStmt)];
  if ('DropStmt' in node) return dropObjects(node.DropStmt);
  if ('IndexStmt' in node) return [createIndex(node.IndexStmt, created)];
  if ('UpdateStmt' in node) return [updateRows(node.UpdateStmt)];
  if ('DeleteStmt' in node) return [deleteRows(node.DeleteStmt)];
  return [rowsAndRights(node) ?? maintenance(node) ?? newObject(node) ?? query(node) ?? opaque(node)];
}

function effect(
  step: MigrationStep,
  what: string,
  reason: string,
  relation?: RangeVar,
  lock: LockMode | null = null,
  work: TableWork = 'none',
): StatementEffect {
  return { step, what, reason, table: relation === undefined ? null : tableName(relation), columns: [], lock, work };
}

function rowsAndRights(node: Node): StatementEffect | null {
  if ('InsertStmt' in node) {
    const { relation } = node.InsertStmt;
    return effect('backfill', `inserts rows into ${tableName(relation)}`, 'it fills a table', relation, 'ROW EXCLUSIVE', 'rows');
  }
  if ('MergeStmt' in node) {
    const { relation } = node.MergeStmt;
    return effect('backfill', `merges rows into ${tableName(relation)}`, 'it fills a table', relation, 'ROW EXCLUSIVE', 'rows');
  }
  if ('CopyStmt' in node) {
    const { relation } = node.CopyStmt;
    return effect('backfill', `copies rows into ${tableName(relation)}`, 'it fills a table', relation, 'ROW EXCLUSIVE', 'rows');
  }
  if ('TruncateStmt' in node) {
    const [first] = (node.TruncateStmt.relations ?? []).flatMap((each) => ('RangeVar' in each ? [each.RangeVar] : []));
    return effect('contract', `empties ${tableName(first)}`, 'older code looks for what is gone', first, 'ACCESS EXCLUSIVE');
  }
  if ('GrantStmt' in node) {
    const [first] = (node.GrantStmt.objects ?? []).flatMap((each) => ('RangeVar' in each ? [each.RangeVar] : []));
    return rights(node.GrantStmt.is_grant === true, first);
  }
  if ('AlterDefaultPrivilegesStmt' in node) return rights(node.AlterDefaultPrivilegesStmt.action?.is_grant === true);
  return null;
}

function rights(granted: boolean, relation?: RangeVar): StatementEffect {
  return granted
    ? effect('expand', 'grants rights', 'what older code may do, it may still', relation)
    : effect('contract', 'revokes rights', 'older code may need them', relation);
}

function maintenance(node: Node): StatementEffect | null {
  if ('CommentStmt' in node) return effect('neutral', 'sets a comment', 'no code sees it', undefined, 'SHARE UPDATE EXCLUSIVE');
  if ('VacuumStmt' in node) {
    const full = (node.VacuumStmt.options ?? []).some((each) => 'DefElem' in each && each.DefElem.defname === 'full');
    const [first] = (node.VacuumStmt.rels ?? []).flatMap((each) => ('VacuumRelation' in each ? [each.VacuumRelation.relation] : []));
    return full
      ? effect('neutral', 'vacuums in full', 'no code sees it', first, 'ACCESS EXCLUSIVE', 'rewrite')
      : effect('neutral', 'vacuums or analyses', 'no code sees it', first, 'SHARE UPDATE EXCLUSIVE', 'scan');
  }
  if ('ReindexStmt' in node) {
    const concurrently = (node.ReindexStmt.params ?? []).some((each) => 'DefElem' in each && each.DefElem.defname === 'concurrently');
    const lock = concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE';
    return effect('neutral', 'rebuilds an index', 'no code sees it', node.ReindexStmt.relation, lock, 'scan');
  }
  if ('ClusterStmt' in node) {
    return effect('neutral', 'clusters a table', 'no code sees it', node.ClusterStmt.relation, 'ACCESS EXCLUSIVE', 'rewrite');
  }
  if ('RefreshMatViewStmt' in node) {
    const lock = node.RefreshMatViewStmt.concurrent === true ? 'EXCLUSIVE' : 'ACCESS EXCLUSIVE';
    return effect('neutral', 'refreshes a view', 'no code sees it', node.RefreshMatViewStmt.relation, lock, 'rewrite');
  }
  if ('LockStmt' in node) {
    const [first] = (node.LockStmt.relations ?? []).flatMap((each) => ('RangeVar' in each ? [each.RangeVar] : []));
    // 1 is ACCESS SHARE, as in storage/lockdefs.h.
    const lock = lockModes[(node.LockStmt.mode ?? lockModes.length) - 1] ?? 'ACCESS EXCLUSIVE';
    return effect('neutral', `locks ${tableName(first)}`, 'until the end of the migration', first, lock);
  }
  const harmless = ['VariableSetStmt', 'VariableShowStmt', 'TransactionStmt', 'AlterSeqStmt', 'CreateStatsStmt', 'CheckPointStmt'];
  return harmless.some((kind) => kind in node) ? effect('neutral', 'changes no table', 'no code sees it') : null;
}

function newObject(node: Node): StatementEffect | null {
  const reason = 'older code needs not know it';
  if ('CreateTableAsStmt' in node) return effect('expand', 'makes a table of a query', reason);
  if ('ViewStmt' in node) {
    const { view, replace } = node.ViewStmt;
    return replace === true
      ? effect('expand', `replaces view ${tableName(view)}`, 'Postgres lets columns be added to it and no more', view, 'ACCESS EXCLUSIVE')
      : effect('expand', `makes view ${tableName(view)}`, reason);
  }
  if ('CreateFunctionStmt' in node) {
    const { funcname, replace } = node.CreateFunctionStmt;
    return replace === true
      ? effect('contract', `replaces function ${nameIn(funcname)}`, 'older code that calls it gets another one')
      : effect('expand', `makes function ${nameIn(funcname)}`, reason);
  }
  if ('CreateTrigStmt' in node) {
    const { relation, trigname = '' } = node.CreateTrigStmt;
    return effect('contract', `makes trigger ${trigname}`, "older code's writes set it off", relation, 'SHARE ROW EXCLUSIVE');
  }
  if ('AlterEnumStmt' in node) {
    const { typeName, oldVal } = node.AlterEnumStmt;
    return oldVal === undefined
      ? effect('expand', `adds a value to ${nameIn(typeName)}`, reason)
      : effect('contract', `renames a value of ${nameIn(typeName)}`, 'older code writes the former one');
  }
  const made = [
    'CreateSeqStmt',
    'CreateEnumStmt',
    'CreateDomainStmt',
    'CompositeTypeStmt',
    'CreateRangeStmt',
    'CreateSchemaStmt',
    'CreateExtensionStmt',
  ];
  return made.some((kind) => kind in node) ? effect('expand', 'makes something new', reason) : null;
}

/** Functions that people call in migrations and that change no table. */
const harmlessCalls = new Set(['setval', 'nextval', 'set_config', 'now', 'count', 'pg_advisory_xact_lock', 'current_setting']);

function query(node: Node): StatementEffect | null {
  if (!('SelectStmt' in node)) return null;
  const called = namedIn(node).functions.find((name) => !harmlessCalls.has(name));
  return called === undefined
    ? effect('neutral', 'reads', 'it changes nothing')
    : effect('contract', `calls ${called}()`, "what the function does can't be told from here");
}

function opaque(node: Node): StatementEffect {
  const [kind = 'statement'] = Object.keys(node);
  if (kind === 'DoStmt' || kind === 'CallStmt') {
    return effect('contract', 'runs a block of code', "what it does can't be told from here: write it as statements");
  }
  return effect('contract', `runs a ${kind}`, 'what older code sees of it is not known here');
}
