import type { OperationContext } from '../../kernel/context.ts';
import { invalidRequest } from './errors.ts';
import type { FoundSecret } from './find-secret.ts';

/**
 * AWS lets no other account use its own key of Secrets Manager, whatever the secret's policy says. A customer key's policy decides for itself.
 * Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html
 */
export function refuseForeignValue({ account: owner, secret }: FoundSecret, { account }: OperationContext): void {
  if (owner !== account && secret.kmsKeyId === undefined)
    throw invalidRequest(
      "You can't access a secret from a different AWS account if you encrypt the secret with the default KMS service key.",
    );
}
