import type { AssumedRolePrincipal, Principal } from '../../../accounts/principal.ts';
import type { Deployed } from './deployed.ts';

/** A principal as it is kept beside the work that it asked for. */
export type StoredPrincipal =
  Exclude<Principal, AssumedRolePrincipal> | (Omit<AssumedRolePrincipal, 'expiresAt'> & { readonly expiresAt: string });

interface Asked {
  readonly principal: StoredPrincipal;
  readonly token?: string;
}

/** What a stack is in the middle of: enough to go on after the emulator was killed. */
export type StackOperation = CreateOperation | UpdateOperation | DeleteOperation;

export interface CreateOperation extends Asked {
  readonly kind: 'create';
  readonly phase: 'forward' | 'rollback';
  readonly onFailure: 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';
}

export interface UpdateOperation extends Asked {
  readonly kind: 'update';
  readonly phase: 'forward' | 'cleanup' | 'rollback' | 'rollback-cleanup';
  readonly before: Deployed;
  readonly disableRollback: boolean;
}

export interface DeleteOperation extends Asked {
  readonly kind: 'delete';
  readonly retain: readonly string[];
}

export function storePrincipal(principal: Principal): StoredPrincipal {
  return principal.kind === 'assumed-role' ? { ...principal, expiresAt: principal.expiresAt.toISOString() } : principal;
}

export function revivePrincipal(stored: StoredPrincipal): Principal {
  return stored.kind === 'assumed-role' ? { ...stored, expiresAt: new Date(stored.expiresAt) } : stored;
}
