import { insufficientCapabilities } from '../errors.ts';
import type { AnyResourceKind } from '../resources/resource-kind.ts';
import type { Template } from './template.ts';

export interface NeededCapabilities {
  readonly capability: 'CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM';
  readonly reason: string;
}

/** The acknowledgement that a template with IAM resources wants; named ones want the stronger. */
export function neededCapabilities(template: Template, kinds: ReadonlyMap<string, AnyResourceKind>): NeededCapabilities | undefined {
  const iam = [...template.resources.values()].filter(({ type }) => kinds.get(type)?.iam === true);
  if (iam.length === 0) return undefined;
  const named = iam.some(({ type, properties }) => {
    const name = kinds.get(type)?.nameProperty;
    return name !== undefined && properties[name] !== undefined;
  });
  const types = [...new Set(iam.map(({ type }) => type))];
  return {
    capability: named ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM',
    reason: `The following resource(s) require capabilities: [${types.join(', ')}]`,
  };
}

export function checkCapabilities(template: Template, kinds: ReadonlyMap<string, AnyResourceKind>, given: readonly string[]): void {
  const needed = neededCapabilities(template, kinds);
  if (needed === undefined || given.includes('CAPABILITY_NAMED_IAM')) return;
  if (needed.capability === 'CAPABILITY_IAM' && given.includes('CAPABILITY_IAM')) return;
  throw insufficientCapabilities(needed.capability);
}
