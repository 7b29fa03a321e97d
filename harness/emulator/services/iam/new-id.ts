import type { OperationContext } from '../../kernel/context.ts';

const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * A unique id, 21 characters long: AROA for a role, AIDA for a user, ANPA for a managed policy.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
export function newId(context: OperationContext, prefix: 'AROA' | 'AIDA' | 'ANPA'): string {
  return prefix + Array.from({ length: 17 }, () => characters.charAt(Math.floor(context.random() * characters.length))).join('');
}
