import type { Want } from '../../accounts/policy.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { wantOnOwnKey } from './key-wants.ts';
import { aliases } from './state.ts';

export function aliasArn({ region, account }: OperationContext, name = ''): string {
  return `arn:aws:kms:${region}:${account}:${name}`;
}

/** An alias has no policy: the account's own decide about it, and the policy of each key that it stands for, before and after. */
export function aliasWants(
  action: string,
  name: string | undefined,
  keyIds: readonly (string | undefined)[],
  context: OperationContext,
): readonly Want[] {
  const onKeys = keyIds.filter((id) => id !== undefined).map((id) => wantOnOwnKey(id, context, action));
  return [{ action: `kms:${action}`, resource: aliasArn(context, name), resourceAccount: context.account }, ...onKeys];
}

/** The id of the key that the alias stands for. */
export function targetOf(name: string | undefined, { state }: OperationContext): string | undefined {
  return aliases(state).get(name ?? '')?.keyId;
}
