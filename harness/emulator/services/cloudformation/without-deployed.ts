import type { StackRow } from './state.ts';

/** A stack less what it was asked to be before: what of it the new wish has not must not stay. */
export function withoutDeployed(stack: StackRow): StackRow {
  const { description: _description, written: _written, ...kept } = stack;
  return kept;
}
