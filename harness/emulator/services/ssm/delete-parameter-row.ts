import type { OperationContext } from '../../kernel/context.ts';
import { parameters } from './state.ts';

/** True where it was there. Deletion takes names only, no ARNs and no versions. */
export function deleteParameterRow(name: string, context: OperationContext): boolean {
  return parameters(context.state).delete(name);
}
