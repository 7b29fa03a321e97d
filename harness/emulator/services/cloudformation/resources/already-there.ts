import type { StaticOperationSchema } from '@smithy/types';
import { AwsError } from '../../../kernel/aws-error.ts';
import { HandlerFailure, isNotFound } from '../stacks/handler-message.ts';

/**
 * Refuses to make what is there already, for services whose create operation takes that for the same thing once more. `look` asks for it and
 * must be refused.
 */
export async function refuseExisting(look: Promise<unknown>, operation: StaticOperationSchema, name: string): Promise<void> {
  try {
    await look;
  } catch (error) {
    if (isNotFound(error)) return;
    throw error;
  }
  throw new HandlerFailure(new AwsError('AlreadyExists', `Resource of that name already exists: ${name}`, 400), operation);
}
