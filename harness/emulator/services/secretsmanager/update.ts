import type { OperationContext } from '../../kernel/context.ts';
import { findLiveSecret } from './find-secret.ts';
import type { SecretRequest } from './find-secret.ts';
import { secrets } from './state.ts';
import type { Secret } from './state.ts';

/** Writes the secret as `change` makes it, and answers what was written. */
export function updateSecretRow(request: SecretRequest, context: OperationContext, change: (secret: Secret) => Secret): Secret {
  return context.transaction(() => {
    const { secret, state } = findLiveSecret(request, context);
    const changed = change(secret);
    secrets(state).put(changed.name, changed);
    return changed;
  });
}
