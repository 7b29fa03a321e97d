import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findRole, findUser, identityPoliciesOf, identityTables, managedPolicyDocument } from './identities.ts';
import type { ManagedPolicyRow, RoleRow, UserRow } from './identities.ts';
import { openStateStore } from './state-store.ts';
import type { StateStore } from './state.ts';
import { account, anonymous, lambda, otherAccount, root, session, user } from './testing-principals.ts';

const policyText = (action: string): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });

const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';
const ownArn = `arn:aws:iam::${account}:policy/own`;

const own: ManagedPolicyRow = {
  name: 'own',
  id: 'ANPAOWN',
  path: '/',
  arn: ownArn,
  createdAtMs: 0,
  updatedAtMs: 0,
  defaultVersion: 'v2',
  nextVersion: 4,
  versions: ['v1', 'v2', 'v3'].map((id) => ({ id, document: policyText(`own:${id}`), createdAtMs: 0 })),
  tags: {},
};

const role: RoleRow = {
  name: 'deployer',
  id: session.roleId,
  path: '/',
  arn: session.roleArn,
  createdAtMs: 0,
  maxSessionSeconds: 3600,
  trustPolicy: '{}',
  inline: { one: policyText('inline:One'), two: policyText('inline:Two') },
  attached: [ownArn, administrator, `arn:aws:iam::${account}:policy/gone`],
  tags: { team: 'pay' },
};

const person: UserRow = {
  name: 'ann',
  id: user.userId,
  path: '/',
  arn: user.arn,
  createdAtMs: 0,
  inline: { one: policyText('user:One') },
  attached: [],
  tags: {},
};

let directory: string;
let state: StateStore;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'identities-'));
  state = openStateStore(directory);
  const tables = identityTables(state, account);
  tables.policies.put(ownArn, own);
  tables.roles.put('deployer', role);
  tables.users.put('ann', person);
});

afterEach(() => {
  state[Symbol.dispose]();
  rmSync(directory, { recursive: true });
});

const actionsOf = (principal: Parameters<typeof identityPoliciesOf>[1]): readonly unknown[] =>
  identityPoliciesOf(state, principal).policies.flatMap(({ Statement }) => Statement.map(({ Action }) => Action));

describe('identityPoliciesOf', () => {
  it('gives a session its role’s inline and managed policies in their default versions, and the tags', () => {
    expect(actionsOf(session)).toEqual(['inline:One', 'inline:Two', 'own:v2', '*']);
    expect(identityPoliciesOf(state, session)).toMatchObject({ tags: { team: 'pay' } });
    expect(identityPoliciesOf(state, session).boundary).toBeUndefined();
  });

  it('gives a user his', () => {
    expect(actionsOf(user)).toEqual(['user:One']);
  });

  it('keeps what it found until an identity changes', () => {
    const first = identityPoliciesOf(state, session);
    expect(identityPoliciesOf(state, session)).toBe(first);
    expect(identityPoliciesOf(state, user)).not.toBe(first);
    expect(identityPoliciesOf(state, { ...session, roleId: 'AROAOLDER' }).policies).toEqual([]);
    expect(identityPoliciesOf(state, { ...session, roleName: 'other' }).policies).toEqual([]);
    expect(identityPoliciesOf(state, { ...user, userId: 'AIDAOLDER' }).policies).toEqual([]);
    expect(identityPoliciesOf(state, { ...user, userName: 'other' }).policies).toEqual([]);
    const { roles, policies } = identityTables(state, account);
    policies.put(ownArn, { ...own, defaultVersion: 'v3' });
    expect(actionsOf(session)).toContain('own:v3');
    policies.delete(ownArn);
    expect(actionsOf(session)).toEqual(['inline:One', 'inline:Two', '*']);
    roles.put('deployer', { ...role, inline: {}, attached: [] });
    expect(actionsOf(session)).toEqual([]);
    identityTables(state, account).users.delete('ann');
    expect(actionsOf(user)).toEqual([]);
  });

  it('keeps stores apart', () => {
    expect(actionsOf(user)).toEqual(['user:One']);
    const elsewhere = mkdtempSync(join(tmpdir(), 'identities-'));
    const other = openStateStore(elsewhere);
    expect(identityPoliciesOf(other, user).policies).toEqual([]);
    other[Symbol.dispose]();
    rmSync(elsewhere, { recursive: true });
  });

  it('gives the boundary, and one that allows nothing where the policy is gone', () => {
    const { roles } = identityTables(state, account);
    roles.put('deployer', { ...role, boundary: ownArn });
    expect(identityPoliciesOf(state, session).boundary?.Statement).toMatchObject([{ Action: 'own:v2' }]);
    roles.put('deployer', { ...role, boundary: `${ownArn}-gone` });
    expect(identityPoliciesOf(state, session).boundary).toEqual({ Version: '2012-10-17', Statement: [] });
  });

  it.each([root, lambda, anonymous])('gives nothing to %j', (principal) => {
    expect(identityPoliciesOf(state, principal)).toEqual({ policies: [], tags: {} });
  });

  it('gives nothing to a session or user of a name that belongs to another now', () => {
    expect(actionsOf({ ...session, roleId: 'AROAOLDER' })).toEqual([]);
    expect(actionsOf({ ...user, userId: 'AIDAOLDER' })).toEqual([]);
    expect(actionsOf({ ...session, roleName: 'gone' })).toEqual([]);
    expect(actionsOf({ ...session, account: otherAccount })).toEqual([]);
  });
});

describe('findRole and findUser', () => {
  it('go by the exact name, in one account', () => {
    expect(findRole(state, account, 'deployer')).toEqual(role);
    expect(findRole(state, account, 'Deployer')).toBeUndefined();
    expect(findRole(state, otherAccount, 'deployer')).toBeUndefined();
    expect(findUser(state, account, 'ann')).toEqual(person);
    expect(findUser(state, account, 'deployer')).toBeUndefined();
  });
});

describe('managedPolicyDocument', () => {
  it('gives the default version of the account’s and of AWS’s policies', () => {
    expect(managedPolicyDocument(state, account, ownArn)).toBe(policyText('own:v2'));
    expect(managedPolicyDocument(state, account, administrator)).toContain('"Action":"*"');
    expect(managedPolicyDocument(state, otherAccount, ownArn)).toBeUndefined();
    expect(managedPolicyDocument(state, account, 'arn:aws:iam::aws:policy/NoSuchPolicy')).toBeUndefined();
  });
});
