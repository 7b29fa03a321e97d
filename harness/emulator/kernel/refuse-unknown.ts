import { NotImplemented } from './not-implemented.ts';

/**
 * Refuses a nested member that the operation does not act on. `path` says where the value stands: `CreateFunction VpcConfig`.
 * @throws NotImplemented naming the first member of `value` that is set and not among `accepted`.
 */
export function refuseUnknown(path: string, value: object | null | undefined, accepted: readonly string[]): void {
  if (value === undefined || value === null) return;
  for (const [member, content] of Object.entries(value) as [string, unknown][]) {
    if (content !== undefined && content !== null && !accepted.includes(member))
      throw new NotImplemented(`The member ${member} of ${path}`);
  }
}
