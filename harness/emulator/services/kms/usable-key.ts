import type { KeyUsageType } from '@aws-sdk/client-kms';
import type { OperationContext } from '../../kernel/context.ts';
import { disabled, invalidKeyUsage, invalidState } from './errors.ts';
import { findKey } from './find-key.ts';
import type { FoundKey } from './find-key.ts';
import { newSecret } from './key-material.ts';
import { aliases, keys } from './state.ts';
import type { KeyRow } from './state.ts';

/** A key that can do `usage` now. `operation` is AWS's name of what is to be done. */
export function usableKey(id: string | undefined, context: OperationContext, operation: string, usage: KeyUsageType): KeyRow {
  const found = findKey(id, context);
  const { key } = found;
  refusePendingDeletion(key);
  if (!key.enabled) throw disabled(key.arn);
  if (key.usage !== usage) throw invalidKeyUsage(`${key.arn} key usage is ${key.usage} which is not valid for ${operation}.`);
  return key.material === undefined ? makeManagedKey(found, context) : key;
}

export function refusePendingDeletion({ arn, deletionAt }: KeyRow): void {
  if (deletionAt !== undefined) throw invalidState(`${arn} is pending deletion.`);
}

/** The first use of an AWS managed key makes it, with its alias. */
export function makeManagedKey({ key, state, alias = '' }: FoundKey, context: OperationContext): KeyRow {
  const made: KeyRow = { ...key, material: newSecret(32) };
  context.transaction(() => {
    keys(state).put(made.id, made);
    aliases(state).put(alias, { name: alias, keyId: made.id, createdAt: made.createdAt, updatedAt: made.createdAt });
  });
  return made;
}
