import type { PolicyDocument } from './policy.ts';
import { awsManagedPolicies } from './policy-aws-managed.ts';
import { parsePolicy } from './policy-document.ts';
import type { Principal } from './principal.ts';
import { globalRegion } from './state.ts';
import type { Partition, StateStore, Table } from './state.ts';

/** What roles and users share. Names are unique whatever their case, so rows are kept under the lower-case name. */
export interface IdentityRow {
  readonly name: string;
  /** AROA… or AIDA…: another one for a role that is deleted and made again. */
  readonly id: string;
  readonly path: string;
  readonly arn: string;
  readonly createdAtMs: number;
  /** Inline policies: name to JSON text. */
  readonly inline: Readonly<Record<string, string>>;
  /** ARNs of attached managed policies, in the order of attaching. */
  readonly attached: readonly string[];
  readonly boundary?: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface RoleRow extends IdentityRow {
  readonly description?: string;
  readonly maxSessionSeconds: number;
  /** The trust policy's JSON text. */
  readonly trustPolicy: string;
}

export type UserRow = IdentityRow;

/** A customer managed policy with its versions, oldest first. */
export interface ManagedPolicyRow {
  readonly name: string;
  readonly id: string;
  readonly path: string;
  readonly arn: string;
  readonly description?: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly defaultVersion: string;
  /** Version numbers are never used again. */
  readonly nextVersion: number;
  readonly versions: readonly { readonly id: string; readonly document: string; readonly createdAtMs: number }[];
  readonly tags: Readonly<Record<string, string>>;
}

/** The tables of one account's IAM, on which services/iam is the API. Managed policies are kept under their ARN. */
export interface IdentityTables {
  readonly roles: Table<RoleRow>;
  readonly users: Table<UserRow>;
  readonly policies: Table<ManagedPolicyRow>;
}

export function identityTables(state: StateStore, account: string): IdentityTables {
  return identityTablesIn(state.partition(account, globalRegion, 'iam'));
}

/** The same, for services/iam, whose own partition it is. */
export function identityTablesIn(partition: Partition): IdentityTables {
  return {
    roles: countingWrites(partition.table('roles')),
    users: countingWrites(partition.table('users')),
    policies: countingWrites(partition.table('policies')),
  };
}

/** Counts all writes to identities in this process, so that what was resolved for a caller is known to be stale. */
let writes = 0;

function countingWrites<Row>(table: Table<Row>): Table<Row> {
  return {
    ...table,
    put(key, row) {
      writes += 1;
      table.put(key, row);
    },
    delete(key) {
      writes += 1;
      return table.delete(key);
    },
  };
}

/** A role by its exact name; undefined where there is none. */
export function findRole(state: StateStore, account: string, name: string): RoleRow | undefined {
  return exactly(identityTables(state, account).roles.get(name.toLowerCase()), name);
}

export function findUser(state: StateStore, account: string, name: string): UserRow | undefined {
  return exactly(identityTables(state, account).users.get(name.toLowerCase()), name);
}

function exactly<Row extends IdentityRow>(row: Row | undefined, name: string): Row | undefined {
  return row?.name === name ? row : undefined;
}

export interface IdentityPolicies {
  readonly policies: readonly PolicyDocument[];
  readonly boundary?: PolicyDocument;
  /** For aws:PrincipalTag. */
  readonly tags: Readonly<Record<string, string>>;
}

const nothing: IdentityPolicies = { policies: [], tags: {} };

interface Resolved {
  readonly asOfWrite: number;
  readonly byCaller: Map<string, IdentityPolicies>;
}

const resolved = new WeakMap<StateStore, Resolved>();

/**
 * The policies that a caller carries. A session of a role that is gone, or was made anew since, carries none.
 * Every call of the emulator asks this: answers are kept until an identity changes.
 */
export function identityPoliciesOf(state: StateStore, principal: Principal): IdentityPolicies {
  if (principal.kind !== 'user' && principal.kind !== 'assumed-role') return nothing;
  let kept = resolved.get(state);
  if (kept?.asOfWrite !== writes) resolved.set(state, (kept = { asOfWrite: writes, byCaller: new Map() }));
  const caller = `${principal.account} ${principal.kind === 'user' ? principal.userId : principal.roleId} ${nameOf(principal)}`;
  let policies = kept.byCaller.get(caller);
  if (policies === undefined) kept.byCaller.set(caller, (policies = resolve(state, principal)));
  return policies;
}

type Identity = Extract<Principal, { kind: 'user' | 'assumed-role' }>;

function nameOf(principal: Identity): string {
  return principal.kind === 'user' ? principal.userName : principal.roleName;
}

function resolve(state: StateStore, principal: Identity): IdentityPolicies {
  const row = rowOf(state, principal);
  if (row === undefined) return nothing;
  const { policies } = identityTables(state, principal.account);
  const attached = row.attached.flatMap((arn) => documentOf(policies, arn) ?? []);
  const boundary = row.boundary === undefined ? undefined : (documentOf(policies, row.boundary) ?? deniesAll);
  return {
    policies: [...Object.values(row.inline).map(parsePolicy), ...attached],
    ...(boundary === undefined ? {} : { boundary }),
    tags: row.tags,
  };
}

/** A boundary whose policy is gone allows nothing, as with AWS. */
const deniesAll: PolicyDocument = { Version: '2012-10-17', Statement: [] };

function rowOf(state: StateStore, principal: Identity): IdentityRow | undefined {
  if (principal.kind === 'user') return sameId(findUser(state, principal.account, principal.userName), principal.userId);
  return sameId(findRole(state, principal.account, principal.roleName), principal.roleId);
}

function sameId(row: IdentityRow | undefined, id: string): IdentityRow | undefined {
  return row?.id === id ? row : undefined;
}

function documentOf(policies: Table<ManagedPolicyRow>, arn: string): PolicyDocument | undefined {
  const text = textOf(policies, arn);
  return text === undefined ? undefined : parsePolicy(text);
}

function textOf(policies: Table<ManagedPolicyRow>, arn: string): string | undefined {
  const row = awsManagedPolicies.get(arn) === undefined ? policies.get(arn) : undefined;
  return awsManagedPolicies.get(arn)?.document ?? row?.versions.find((version) => version.id === row.defaultVersion)?.document;
}

/** The JSON text of a managed policy's default version, AWS's own or the account's. */
export function managedPolicyDocument(state: StateStore, account: string, arn: string): string | undefined {
  return textOf(identityTables(state, account).policies, arn);
}
