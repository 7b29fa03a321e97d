import type { OperationContext } from '../../kernel/context.ts';
import { invalidRequest } from './errors.ts';

/**
 * Every secret here is under AWS's own key, and AWS lets no other account use that key, whatever the secret's policy says.
 * Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html
 */
export function refuseForeignValue(owner: string, { account }: OperationContext): void {
  if (owner !== account)
    throw invalidRequest(
      "You can't access a secret from a different AWS account if you encrypt the secret with the default KMS service key.",
    );
}
