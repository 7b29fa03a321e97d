import { identityTablesIn } from '../../accounts/identities.ts';
import type { IdentityRow, IdentityTables, RoleRow, UserRow } from '../../accounts/identities.ts';
import type { Want } from '../../accounts/policy.ts';
import { globalRegion } from '../../accounts/state.ts';
import type { Table } from '../../accounts/state.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { noSuchEntity } from './errors.ts';

/** Roles and users have policies, boundaries and tags in the same way; this is what differs. */
export interface IdentityKind<Row extends IdentityRow> {
  readonly noun: 'role' | 'user';
  table(tables: IdentityTables): Table<Row>;
}

export const roleKind: IdentityKind<RoleRow> = { noun: 'role', table: ({ roles }) => roles };
export const userKind: IdentityKind<UserRow> = { noun: 'user', table: ({ users }) => users };

export function tablesOf(context: OperationContext, account: string = context.account): IdentityTables {
  return identityTablesIn(context.partitionOf(account, globalRegion));
}

export function find<Row extends IdentityRow>(context: OperationContext, kind: IdentityKind<Row>, name: string): Row | undefined {
  const row = kind.table(tablesOf(context)).get(name.toLowerCase());
  return row?.name === name ? row : undefined;
}

/** Throws NoSuchEntity where there is none. */
export function existing<Row extends IdentityRow>(context: OperationContext, kind: IdentityKind<Row>, name = ''): Row {
  const row = find(context, kind, name);
  if (row === undefined) throw noSuchEntity(`The ${kind.noun} with name ${name} cannot be found.`);
  return row;
}

export function save<Row extends IdentityRow>(context: OperationContext, kind: IdentityKind<Row>, row: Row): void {
  kind.table(tablesOf(context)).put(row.name.toLowerCase(), row);
}

/** Asks for `action` on a role or user that may or may not be there, with the condition keys that IAM gives to it. */
export function identityWant<Row extends IdentityRow>(
  context: OperationContext,
  kind: IdentityKind<Row>,
  action: string,
  name = '',
  keys: NonNullable<Want['conditionKeys']> = {},
): Want {
  const row = find(context, kind, name);
  const tags = Object.entries(row?.tags ?? {});
  return {
    action,
    resource: row?.arn ?? `arn:aws:iam::${context.account}:${kind.noun}/${name}`,
    conditionKeys: {
      ...Object.fromEntries(
        tags.flatMap(([key, value]) => [`aws:ResourceTag/${key}`, `iam:ResourceTag/${key}`].map((name) => [name, value])),
      ),
      ...(row?.boundary === undefined ? {} : { 'iam:PermissionsBoundary': row.boundary }),
      ...keys,
    },
  };
}
