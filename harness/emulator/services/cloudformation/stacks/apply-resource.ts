import type { AnyResourceKind } from '../resources/resource-kind.ts';
import { validationError } from '../errors.ts';
import type { ResourceRow, ResourceState } from '../state.ts';
import type { ModelResource, StackModel } from '../template/stack-model.ts';
import { desiredState, difference, isSame, needsReplacement, type DesiredState, type Difference } from './desired-state.ts';
import { liveProperties, pastProperties } from './live-properties.ts';
import { failStep, makeResource } from './make-resource.ts';
import { callAsStack, newSuffix, resourceContext } from './resource-context.ts';
import { presentValues } from './run-model.ts';
import { resourceOf, saveResource, stackOf, type StackRun } from './stack-run.ts';

/** What applying is part of: a failed update must know what it added. */
type Part = 'create' | 'update';

/** Brings one resource to what the template wants: makes, changes, replaces or leaves it. Answers whether it succeeded. */
export async function applyResource(run: StackRun, model: StackModel, logicalId: string, part: Part): Promise<boolean> {
  const resource = model.resources.get(logicalId);
  if (resource === undefined) throw new Error(`The resource ${logicalId} is not in the template that is applied.`);
  const row = resourceOf(run, logicalId);
  let desired: DesiredState;
  try {
    desired = desiredState(resource, model.scope, presentValues(run), stackOf(run).tags);
  } catch (error) {
    return failStep(run, row ?? blankRow(run, resource, part), row === undefined ? 'CREATE_FAILED' : 'UPDATE_FAILED', error);
  }
  if (row === undefined) return addResource(run, resource, desired, part);
  if (part === 'create' || row.change?.kind === 'added') return goOnAdding(run, resource, row);
  return changeResource(run, resource, row, desired);
}

const adding = { inProgress: 'CREATE_IN_PROGRESS', complete: 'CREATE_COMPLETE', failed: 'CREATE_FAILED' } as const;
const replacing = { inProgress: 'UPDATE_IN_PROGRESS', complete: 'UPDATE_COMPLETE', failed: 'UPDATE_FAILED' } as const;

function blankRow(run: StackRun, resource: ModelResource, part: Part): ResourceRow {
  return {
    logicalId: resource.logicalId,
    type: resource.kind.type,
    status: adding.inProgress,
    changedAt: run.host.now().toISOString(),
    suffix: newSuffix(() => run.host.random()),
    properties: {},
    tags: [],
    attributes: {},
    needs: [...resource.needs],
    deletionPolicy: resource.deletionPolicy,
    updateReplacePolicy: resource.updateReplacePolicy,
    metadata: resource.metadata,
    ...(resource.kind.anything === true ? { standIn: true as const } : {}),
    ...(part === 'update' ? { change: { kind: 'added' } as const } : {}),
  };
}

async function addResource(run: StackRun, resource: ModelResource, desired: DesiredState, part: Part): Promise<boolean> {
  const row = saveResource(run, { ...blankRow(run, resource, part), ...desired });
  return makeResource(run, row, resource.kind, adding, false);
}

async function goOnAdding(run: StackRun, resource: ModelResource, row: ResourceRow): Promise<boolean> {
  if (row.status === adding.complete) return true;
  if (row.status === adding.failed) return false;
  return makeResource(run, row, resource.kind, adding, true);
}

async function changeResource(run: StackRun, resource: ModelResource, row: ResourceRow, desired: DesiredState): Promise<boolean> {
  if (row.change !== undefined) return goOnChanging(run, resource, row);
  const found = difference(resource.kind, row, desired);
  if (isSame(found)) {
    // What it waits for may have changed without any effect on it; deleting goes by the newest.
    run.tables.resources.put(`${run.stackId}#${row.logicalId}`, { ...row, needs: desired.needs });
    return true;
  }
  const before = stateOf(row);
  if (!needsReplacement(resource.kind, found)) {
    const changed = saveResource(run, { ...row, ...desired, status: replacing.inProgress, change: { kind: 'modified', before } });
    return modifyResource(run, resource.kind, changed, before, found);
  }
  const problem = fixedNameProblem(resource, row, found);
  if (problem !== undefined) return failStep(run, row, replacing.failed, problem);
  const { physicalId: _old, ...rest } = row;
  const replaced = saveResource(
    run,
    {
      ...rest,
      ...desired,
      attributes: {},
      suffix: newSuffix(() => run.host.random()),
      status: replacing.inProgress,
      change: { kind: 'replaced', before },
    },
    'Requested update requires the creation of a new physical resource; hence creating one.',
  );
  return makeResource(run, replaced, resource.kind, replacing, false);
}

async function goOnChanging(run: StackRun, resource: ModelResource, row: ResourceRow): Promise<boolean> {
  if (row.status === replacing.complete) return true;
  if (row.status === replacing.failed || row.change === undefined) return false;
  if (row.change.kind !== 'modified') return makeResource(run, row, resource.kind, replacing, true);
  return modifyResource(run, resource.kind, row, row.change.before, difference(resource.kind, row.change.before, row));
}

/** Changes a resource in place. Also the way back: `before` is then what the failed update wanted. */
export async function modifyResource(
  run: StackRun,
  kind: AnyResourceKind,
  row: ResourceRow,
  before: ResourceState,
  found: Difference,
): Promise<boolean> {
  const context = resourceContext(run, { ...row, tagsBefore: before.tags }, () => undefined);
  try {
    let { attributes } = row;
    if (found.properties.length > 0 || found.tags) {
      const live = await liveProperties(row.logicalId, kind, row.properties, (operation, input) => callAsStack(run, operation, input));
      const physical = { id: row.physicalId ?? '', attributes };
      ({ attributes } = await kind.update(physical, pastProperties(kind, before.properties), live, context));
    }
    saveResource(run, { ...row, attributes, status: replacing.complete });
    return true;
  } catch (error) {
    const untouched = context.answered() === 0 && row.change?.kind === 'modified';
    const change = untouched ? { change: { kind: 'modified', before, untouched: true } as const } : {};
    run.tables.resources.put(`${run.stackId}#${row.logicalId}`, { ...row, ...change });
    return failStep(run, row, replacing.failed, error);
  }
}

export function stateOf(row: ResourceRow): ResourceState {
  const { properties, tags, attributes, needs, deletionPolicy, updateReplacePolicy, metadata, physicalId } = row;
  return {
    properties,
    tags,
    attributes,
    needs,
    deletionPolicy,
    updateReplacePolicy,
    metadata,
    ...(physicalId === undefined ? {} : { physicalId }),
  };
}

function fixedNameProblem(resource: ModelResource, row: ResourceRow, found: Difference): Error | undefined {
  const name = resource.kind.nameProperty;
  if (name === undefined || row.properties[name] === undefined || found.properties.includes(name)) return undefined;
  const id = row.physicalId ?? '';
  return validationError(
    `CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${id} and update the stack again.`,
  );
}
