import { validationError } from '../errors.ts';

/** Who waits for whom: a resource's logical id to those that it needs. */
export type Dependencies = ReadonlyMap<string, ReadonlySet<string>>;

/** Throws CloudFormation's message where resources wait for each other. */
export function checkNoCycle(dependencies: Dependencies): void {
  const left = new Map(dependencies);
  for (;;) {
    const free = [...left].filter(([, needs]) => ![...needs].some((need) => left.has(need))).map(([id]) => id);
    if (free.length === 0) break;
    for (const id of free) left.delete(id);
  }
  if (left.size > 0) throw validationError(`Circular dependency between resources: [${[...left.keys()].sort().join(', ')}]`);
}

/** The same graph with every arrow turned: for deleting. */
export function reversed(dependencies: Dependencies): Dependencies {
  const turned = new Map<string, Set<string>>([...dependencies.keys()].map((id) => [id, new Set<string>()]));
  for (const [id, needs] of dependencies) for (const need of needs) turned.get(need)?.add(id);
  return turned;
}

/** Ids so that each comes after those that it needs. */
export function inOrder(dependencies: Dependencies): readonly string[] {
  const ordered = new Set<string>();
  const visit = (id: string): void => {
    if (ordered.has(id)) return;
    for (const need of dependencies.get(id) ?? []) if (dependencies.has(need)) visit(need);
    ordered.add(id);
  };
  for (const id of dependencies.keys()) visit(id);
  return [...ordered];
}
