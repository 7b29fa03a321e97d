import { DeleteSecret$ } from '@aws-sdk/client-secrets-manager';
import type { DeleteSecretRequest, DeleteSecretResponse } from '@aws-sdk/client-secrets-manager';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidParameter, invalidRequest, secretNotFound } from '../errors.ts';
import { lookUp, wantOnSecret } from '../find-secret.ts';
import { secrets } from '../state.ts';

const dayMs = 86_400_000;

export const deleteSecret = defineOperation<DeleteSecretRequest, DeleteSecretResponse>({
  schema: DeleteSecret$,
  accepts: ['SecretId', 'RecoveryWindowInDays', 'ForceDeleteWithoutRecovery'],
  authorise: (input, context) =>
    wantOnSecret(input, context, 'DeleteSecret', {
      'secretsmanager:RecoveryWindowInDays': input.RecoveryWindowInDays === undefined ? undefined : String(input.RecoveryWindowInDays),
      'secretsmanager:ForceDeleteWithoutRecovery':
        input.ForceDeleteWithoutRecovery === undefined ? undefined : String(input.ForceDeleteWithoutRecovery),
    }),
  handle(input, context) {
    const { RecoveryWindowInDays: days, ForceDeleteWithoutRecovery: force = false } = input;
    if (force && days !== undefined)
      throw invalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
    if (days !== undefined && (days < 7 || days > 30))
      throw invalidParameter('The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).');
    return context.transaction(() => (force ? forceDelete(input.SecretId ?? '', context) : scheduleDeletion(input, days ?? 30, context)));
  },
});

type Answer = Omit<DeleteSecretResponse, '$metadata'>;

/** AWS answers as if the secret had been there, so that a clean-up may be repeated. */
function forceDelete(SecretId: string, context: OperationContext): Answer {
  const found = lookUp({ SecretId }, context);
  const DeletionDate = context.now();
  if (found === undefined)
    return { ARN: `arn:aws:secretsmanager:${context.region}:${context.account}:secret:${SecretId}`, Name: SecretId, DeletionDate };
  secrets(found.state).delete(found.secret.name);
  return { ARN: found.secret.arn, Name: found.secret.name, DeletionDate };
}

function scheduleDeletion(input: DeleteSecretRequest, days: number, context: OperationContext): Answer {
  const found = lookUp(input, context);
  if (found === undefined) throw secretNotFound();
  const { secret, state } = found;
  if (secret.deletion !== undefined)
    throw invalidRequest("You can't perform this operation on the secret because it was already scheduled for deletion.");
  const now = context.now();
  const due = new Date(now.getTime() + days * dayMs);
  secrets(state).put(secret.name, { ...secret, deletion: { requestedAt: now.toISOString(), dueAt: due.toISOString() } });
  return { ARN: secret.arn, Name: secret.name, DeletionDate: due };
}
