import type { OperationContext } from '../../kernel/context.ts';
import { validationError } from './errors.ts';

/** Whom an operation is about that was given no UserName. */
export function callerUserName({ principal }: OperationContext): string {
  if (principal.kind !== 'user') throw validationError('Must specify userName when calling with non-User credentials');
  return principal.userName;
}
