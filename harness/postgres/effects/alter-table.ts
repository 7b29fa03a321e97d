import type { AlterTableCmd, AlterTableStmt, AlterTableType } from 'libpg-query';
import { addColumn } from './add-column.ts';
import { addConstraint } from './add-constraint.ts';
import type { CreatedObjects } from './created-objects.ts';
import type { LockMode } from './lock-mode.ts';
import { tableName } from './names.ts';
import type { MigrationStep, StatementEffect, TableWork } from './statement-effect.ts';

interface Row {
  readonly step: MigrationStep;
  /** `%` is the table, `$` the column or constraint. */
  readonly what: string;
  readonly reason: string;
  readonly lock: LockMode;
  readonly work: TableWork;
}

const row = (step: MigrationStep, what: string, reason: string, lock: LockMode = 'ACCESS EXCLUSIVE', work: TableWork = 'none'): Row => ({
  step,
  what,
  reason,
  lock,
  work,
});

/**
 * The forms of ALTER TABLE by what the manual says of their lock and of the table's rows:
 * https://www.postgresql.org/docs/17/sql-altertable.html ("An ACCESS EXCLUSIVE lock is acquired unless explicitly noted").
 */
const forms: Readonly<Partial<Record<AlterTableType, Row>>> = {
  AT_DropColumn: row('contract', 'drops %.$', 'older code that reads or writes it fails'),
  AT_AlterColumnType: row('contract', 'changes the type of %.$', 'older code gets another type', 'ACCESS EXCLUSIVE', 'rewrite'),
  AT_SetNotNull: row('contract', 'makes %.$ NOT NULL', 'older code may write null', 'ACCESS EXCLUSIVE', 'scan'),
  AT_DropNotNull: row('expand', 'lets %.$ be null', 'what older code writes stays allowed'),
  AT_ColumnDefault: row('expand', 'sets the default of %.$', 'older code that leaves it out gets another value'),
  AT_CookedColumnDefault: row('expand', 'sets the default of %.$', 'older code that leaves it out gets another value'),
  AT_SetExpression: row('contract', 'changes how %.$ is generated', 'older code gets another value', 'ACCESS EXCLUSIVE', 'rewrite'),
  AT_DropExpression: row('contract', 'stops generating %.$', 'older code counts on it'),
  AT_AddIdentity: row('expand', 'makes %.$ an identity', 'what older code writes stays allowed'),
  AT_DropIdentity: row('contract', 'takes the identity of %.$ away', 'older code that leaves it out fails'),
  AT_DropConstraint: row('contract', 'drops constraint $ of %', 'ON CONFLICT and foreign keys may rest on it'),
  AT_ValidateConstraint: row('neutral', 'validates $ of %', 'it binds new rows already', 'SHARE UPDATE EXCLUSIVE', 'scan'),
  AT_SetStatistics: row('neutral', 'sets statistics of %.$', 'for the planner alone', 'SHARE UPDATE EXCLUSIVE'),
  AT_SetOptions: row('neutral', 'sets options of %.$', 'for the planner alone', 'SHARE UPDATE EXCLUSIVE'),
  AT_ResetOptions: row('neutral', 'resets options of %.$', 'for the planner alone', 'SHARE UPDATE EXCLUSIVE'),
  AT_SetRelOptions: row('neutral', 'sets storage options of %', 'no code sees it', 'SHARE UPDATE EXCLUSIVE'),
  AT_ResetRelOptions: row('neutral', 'resets storage options of %', 'no code sees it', 'SHARE UPDATE EXCLUSIVE'),
  AT_ClusterOn: row('neutral', 'marks an index of % for CLUSTER', 'no code sees it', 'SHARE UPDATE EXCLUSIVE'),
  AT_DropCluster: row('neutral', 'unmarks an index of % for CLUSTER', 'no code sees it', 'SHARE UPDATE EXCLUSIVE'),
  AT_SetStorage: row('neutral', 'sets how %.$ is stored', 'for rows to come'),
  AT_SetCompression: row('neutral', 'sets the compression of %.$', 'for rows to come'),
  AT_SetTableSpace: row('neutral', 'moves % to another tablespace', 'no code sees it', 'ACCESS EXCLUSIVE', 'rewrite'),
  AT_SetLogged: row('neutral', 'makes % logged', 'no code sees it', 'ACCESS EXCLUSIVE', 'rewrite'),
  AT_SetUnLogged: row('contract', 'makes % unlogged', 'a crash empties it', 'ACCESS EXCLUSIVE', 'rewrite'),
  AT_SetAccessMethod: row('neutral', 'sets the access method of %', 'no code sees it', 'ACCESS EXCLUSIVE', 'rewrite'),
  AT_EnableTrig: row('contract', 'enables trigger $ of %', "older code's writes set it off", 'SHARE ROW EXCLUSIVE'),
  AT_DisableTrig: row('contract', 'disables trigger $ of %', 'older code counts on what it does', 'SHARE ROW EXCLUSIVE'),
  AT_EnableTrigAll: row('contract', 'enables all triggers of %', "older code's writes set them off", 'SHARE ROW EXCLUSIVE'),
  AT_DisableTrigAll: row('contract', 'disables all triggers of %', 'older code counts on what they do', 'SHARE ROW EXCLUSIVE'),
  AT_EnableTrigUser: row('contract', 'enables the triggers of %', "older code's writes set them off", 'SHARE ROW EXCLUSIVE'),
  AT_DisableTrigUser: row('contract', 'disables the triggers of %', 'older code counts on what they do', 'SHARE ROW EXCLUSIVE'),
  AT_ReplicaIdentity: row('neutral', 'sets the replica identity of %', 'for replication alone'),
  AT_ChangeOwner: row('contract', 'gives % another owner', 'older code may lose its rights'),
  AT_EnableRowSecurity: row('contract', 'enables row security of %', 'older code may see no rows'),
  AT_ForceRowSecurity: row('contract', 'forces row security of %', 'older code may see no rows'),
  AT_DisableRowSecurity: row('expand', 'disables row security of %', 'older code sees what it saw'),
  AT_AttachPartition: row('expand', 'attaches a partition to %', 'older code needs not know it', 'SHARE UPDATE EXCLUSIVE', 'scan'),
  AT_DetachPartition: row('contract', 'detaches a partition of %', 'older code misses its rows'),
};

const unknownForm = row(
  'contract',
  'alters %',
  'what older code sees of this form of ALTER TABLE is not known here',
  'ACCESS EXCLUSIVE',
  'rewrite',
);

/** Each of its forms does something of its own. */
export function alterTable(statement: AlterTableStmt, created: CreatedObjects): readonly StatementEffect[] {
  const table = tableName(statement.relation);
  const commands = (statement.cmds ?? []).flatMap((node) => ('AlterTableCmd' in node ? [node.AlterTableCmd] : []));
  return commands.flatMap((command) => effectsOf(table, command, created));
}

function effectsOf(table: string, command: AlterTableCmd, created: CreatedObjects): readonly StatementEffect[] {
  const { subtype, def, name = '' } = command;
  if (subtype === 'AT_AddColumn') return addColumn(table, def !== undefined && 'ColumnDef' in def ? def.ColumnDef : undefined, created);
  if (subtype === 'AT_AddConstraint') {
    return addConstraint(table, def !== undefined && 'Constraint' in def ? def.Constraint : undefined, created);
  }
  const form = formOf(command);
  const columns = form.what.includes('%.$') ? [name] : [];
  const takesAway = subtype === 'AT_DropColumn' ? ({ takesAway: true } as const) : {};
  return [{ ...form, what: form.what.replace('%', table).replace('$', name), table, columns, ...takesAway }];
}

function formOf({ subtype, def }: AlterTableCmd): Row {
  if (subtype === undefined) return unknownForm;
  if (subtype === 'AT_ColumnDefault' && def === undefined) {
    return row('contract', 'drops the default of %.$', 'older code that leaves it out gets null');
  }
  return forms[subtype] ?? unknownForm;
}
