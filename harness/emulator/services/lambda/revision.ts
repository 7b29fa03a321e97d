import { randomUUID } from 'node:crypto';
import { preconditionFailed } from './errors.ts';

/** A revision id is only ever compared, and must differ also between emulators with the same seed. */
export const newRevisionId = (): string => randomUUID();

/** @throws PreconditionFailedException where a caller names another revision than the current one. */
export function checkRevision(wanted: string | undefined, current: string | undefined, kind: 'function' | 'alias' | 'policy'): void {
  if (wanted === undefined || wanted === current) return;
  const how = kind === 'policy' ? 'Call the GetPolicy API' : 'Call the GetFunction/GetAlias API';
  throw preconditionFailed(`The Revision Id provided does not match the latest Revision Id. ${how} to retrieve the latest Revision Id`);
}
