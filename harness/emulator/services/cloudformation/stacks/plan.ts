import { validationError } from '../errors.ts';
import { isReplacedBy, type Tag } from '../resources/resource-kind.ts';
import type { OutputValue, ResourceRow } from '../state.ts';
import { inOrder } from '../template/graph.ts';
import { hasUnknown, unknownValue } from '../template/unknown-value.ts';
import type { ResourceValues } from '../template/scope.ts';
import type { ModelResource, StackModel } from '../template/stack-model.ts';
import { attributeOf } from './attribute-of.ts';
import { desiredState, difference, isSame, needsReplacement, type DesiredState, type Difference } from './desired-state.ts';
import { resolveOutputs, sameOutputs } from './outputs.ts';

/** What applying a template would do, found without asking anybody but the stack's own state: template against template, as CloudFormation. */
export interface Plan {
  readonly changes: readonly PlannedChange[];
  readonly outputsChange: boolean;
}

export type PlannedChange =
  | { readonly kind: 'add'; readonly resource: ModelResource; readonly desired: DesiredState }
  | {
      readonly kind: 'modify';
      readonly resource: ModelResource;
      readonly row: ResourceRow;
      readonly desired: DesiredState;
      readonly difference: Difference;
      readonly replacement: Replacement;
    }
  | { readonly kind: 'remove'; readonly row: ResourceRow };

/** `Conditional`: only what other resources will be called decides it. */
export type Replacement = 'True' | 'False' | 'Conditional';

export interface PresentStack {
  readonly rows: readonly ResourceRow[];
  readonly outputs: readonly OutputValue[];
}

export function planChanges(model: StackModel, tags: readonly Tag[], present: PresentStack): Plan {
  const rows = new Map(present.rows.map((row) => [row.logicalId, row]));
  const planned = new Map<string, PlannedChange>();
  const values = valuesAfter(rows, planned);
  for (const logicalId of inOrder(model.dependencies)) {
    const resource = model.resources.get(logicalId);
    if (resource === undefined) continue;
    const change = planResource(resource, rows.get(logicalId), desiredState(resource, model.scope, values, tags));
    if (change !== undefined) planned.set(logicalId, change);
  }
  const removed = present.rows.filter((row) => !model.resources.has(row.logicalId));
  const outputs = resolveOutputs(model, values);
  return {
    changes: [...planned.values(), ...removed.map((row): PlannedChange => ({ kind: 'remove', row }))],
    outputsChange: !sameOutputs(present.outputs, outputs),
  };
}

function planResource(resource: ModelResource, row: ResourceRow | undefined, desired: DesiredState): PlannedChange | undefined {
  if (row === undefined) return { kind: 'add', resource, desired };
  if (row.type !== resource.kind.type) {
    throw validationError(
      `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${row.logicalId}]`,
    );
  }
  const found = difference(resource.kind, row, desired);
  return isSame(found)
    ? undefined
    : { kind: 'modify', resource, row, desired, difference: found, replacement: replacementOf(resource, desired, found) };
}

function replacementOf(resource: ModelResource, desired: DesiredState, found: Difference): Replacement {
  if (!needsReplacement(resource.kind, found)) return 'False';
  const certain = found.properties.some((name) => isReplacedBy(resource.kind, name) && !hasUnknown(desired.properties[name] ?? null));
  return certain ? 'True' : 'Conditional';
}

/** What references will give once the planned changes are made: unknown for what is made anew. */
function valuesAfter(rows: ReadonlyMap<string, ResourceRow>, planned: ReadonlyMap<string, PlannedChange>): ResourceValues {
  const isNew = (change: PlannedChange | undefined): boolean =>
    change?.kind === 'add' || (change?.kind === 'modify' && change.replacement !== 'False');
  return {
    ref: (logicalId) => (isNew(planned.get(logicalId)) ? unknownValue(logicalId) : rows.get(logicalId)?.physicalId),
    attribute: (logicalId, attribute) => {
      const change = planned.get(logicalId);
      const mayChange = change?.kind === 'modify' && change.resource.kind.changingAttributes?.includes(attribute) === true;
      if (isNew(change) || mayChange) return unknownValue(logicalId, attribute);
      return attributeOf(rows.get(logicalId), attribute) ?? unknownValue(logicalId, attribute);
    },
  };
}
