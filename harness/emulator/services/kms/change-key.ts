import type { OperationContext } from '../../kernel/context.ts';
import { findKey } from './find-key.ts';
import { keys } from './state.ts';
import type { KeyRow } from './state.ts';
import { refusePendingDeletion } from './usable-key.ts';

/** Writes the key as `change` makes it of what it was. A key that is pending deletion takes no change. */
export function changeKey(id: string | undefined, context: OperationContext, change: (key: KeyRow) => KeyRow): KeyRow {
  const { key, state } = findKey(id, context);
  refusePendingDeletion(key);
  const changed = change(key);
  keys(state).put(key.id, changed);
  return changed;
}
