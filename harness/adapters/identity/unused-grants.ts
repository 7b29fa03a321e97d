import type { PolicyDocument } from './least-privilege.ts';

export interface UnusedGrants {
  /** Actions that are granted by name and were not used. */
  readonly unused: readonly string[];
  /** Grants by wildcard, with the actions under them that were used: all others of the service are granted for nothing. */
  readonly wide: readonly { readonly granted: string; readonly used: readonly string[] }[];
}

interface Granted {
  readonly Statement?: readonly { readonly Effect?: string; readonly Action?: string | readonly string[] }[];
}

/** What a policy grants beyond what was done under it. */
export function unusedGrants(policy: Granted, did: PolicyDocument): UnusedGrants {
  const used = did.Statement.flatMap(({ Action: actions }) => actions);
  const granted = (policy.Statement ?? [])
    .filter(({ Effect: effect }) => effect === 'Allow')
    .flatMap(({ Action: actions = [] }) => [actions].flat());
  const names = [...new Set(granted)].toSorted();
  return {
    unused: names.filter((name) => !name.includes('*') && !used.includes(name)),
    wide: names
      .filter((name) => name.includes('*'))
      .map((name) => ({ granted: name, used: used.filter((action) => covers(name, action)) })),
  };
}

/** IAM compares actions without regard to case. */
function covers(pattern: string, action: string): boolean {
  const literal = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`, 'i').test(action);
}
