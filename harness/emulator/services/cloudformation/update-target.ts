import { isDeepStrictEqual } from 'node:util';
import { validationError } from './errors.ts';
import type { Tag } from './resources/resource-kind.ts';
import { planChanges, type Plan } from './stacks/plan.ts';
import type { Deployed } from './stacks/deployed.ts';
import { rowsOf, type StackRow, type StackTables } from './state.ts';
import type { Target } from './prepare-target.ts';

const updatable = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'];

export function checkUpdatable(stack: StackRow): void {
  if (!updatable.includes(stack.status))
    throw validationError(`Stack:${stack.stackId} is in ${stack.status} state and can not be updated.`);
}

/** What would change of a stack, and whether anything would at all. */
export function planUpdate(tables: StackTables, stack: StackRow, target: Target): Plan & { readonly changesNothing: boolean } {
  const rows = rowsOf(tables.resources, stack.stackId);
  const plan = planChanges(target.model, target.deployed.tags, { rows, outputs: stack.outputs });
  const changesNothing = plan.changes.length === 0 && !plan.outputsChange && sameTags(stack.tags, target.deployed.tags);
  return { ...plan, changesNothing };
}

function sameTags(left: readonly Tag[], right: readonly Tag[]): boolean {
  const sorted = (tags: readonly Tag[]): readonly (readonly [string, string])[] =>
    tags.map((tag) => [tag.Key, tag.Value] as const).sort(([one], [other]) => (one < other ? -1 : 1));
  return isDeepStrictEqual(sorted(left), sorted(right));
}

export function deployedOf({ template, written, parameters, capabilities, tags, description }: StackRow): Deployed {
  return {
    template,
    ...(written === undefined ? {} : { written }),
    parameters,
    capabilities,
    tags,
    ...(description === undefined ? {} : { description }),
  };
}
