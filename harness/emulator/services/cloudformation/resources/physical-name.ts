import type { ResourceContext, Tag } from './resource-kind.ts';

type Naming = Pick<ResourceContext, 'stackName' | 'logicalId' | 'suffix'>;

/** A generated name as CloudFormation makes them, `stack-logicalId-SUFFIX`: what is too long is cut before the suffix. */
export function generatedName(context: Naming, most: number): string {
  const room = most - context.suffix.length - 2;
  const logical = context.logicalId.slice(0, Math.max(room - context.stackName.length, Math.floor(room / 2)));
  const stack = context.stackName.slice(0, room - logical.length);
  return `${stack}-${logical}-${context.suffix}`;
}

/** Tags to put and keys of tags to take away, to come from one list to the other. */
export function tagChanges(
  before: readonly Tag[],
  after: readonly Tag[],
): { readonly put: readonly Tag[]; readonly removed: readonly string[] } {
  const old = new Map(before.map((tag) => [tag.Key, tag.Value]));
  const kept = new Set(after.map((tag) => tag.Key));
  return {
    put: after.filter((tag) => old.get(tag.Key) !== tag.Value),
    removed: [...old.keys()].filter((key) => !kept.has(key)),
  };
}

export function tagMap(tags: readonly Tag[]): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map((tag) => [tag.Key, tag.Value]));
}
