import type { BoundOperation } from './loaded-service.ts';

/** The HTTP status of a call's answer: the operation's own word, a member that says it (Invoke: 200, 202, 204), or the schema's. */
export function answerStatus({ operation, model }: BoundOperation, output: Readonly<Record<string, unknown>>): number {
  const own = operation.status?.(output);
  if (own !== undefined) return own;
  const member = model.output.members.find(({ location }) => location === 'status');
  const said = member === undefined ? undefined : output[member.name];
  return typeof said === 'number' ? said : (model.http?.status ?? 200);
}
