import { isReplacedBy } from '../resources/resource-kind.ts';
import type { ParameterValue } from '../template/parameters.ts';
import { referencesIn } from '../template/references.ts';
import { hasUnknown } from '../template/unknown-value.ts';
import type { JsonObject } from '../template/json.ts';
import { changeContext, shownValue } from './change-context.ts';
import type { PlannedChange } from './plan.ts';

/** A plan's changes as DescribeChangeSet answers them, sorted by logical id. */
export function describeChanges(
  changes: readonly PlannedChange[],
  parameters: readonly ParameterValue[],
  before: readonly ParameterValue[],
): readonly JsonObject[] {
  const values: Values = { before, after: parameters };
  const changed = new Set(parameters.filter((parameter) => !sameValue(parameter, before)).map(({ key }) => key));
  return changes
    .map((change) => ({
      id: change.kind === 'add' ? change.resource.logicalId : logicalIdOf(change),
      described: describe(change, changed, values),
    }))
    .sort((left, right) => (left.id < right.id ? -1 : 1))
    .map(({ described }) => ({ Type: 'Resource', ResourceChange: described }));
}

function logicalIdOf(change: Exclude<PlannedChange, { kind: 'add' }>): string {
  return change.row.logicalId;
}

function sameValue(parameter: ParameterValue, before: readonly ParameterValue[]): boolean {
  const old = before.find(({ key }) => key === parameter.key);
  return old?.value === parameter.value && old.resolved === parameter.resolved;
}

/** Parameters, old and new: the values of those with NoEcho are not shown. */
interface Values {
  readonly before: readonly ParameterValue[];
  readonly after: readonly ParameterValue[];
}

function describe(change: PlannedChange, changedParameters: ReadonlySet<string>, values: Values): JsonObject {
  if (change.kind === 'add') {
    const { logicalId, kind } = change.resource;
    const AfterContext = changeContext(change.desired, values.after);
    return { Action: 'Add', LogicalResourceId: logicalId, ResourceType: kind.type, Scope: [], Details: [], AfterContext };
  }
  const { logicalId, physicalId, type, deletionPolicy } = change.row;
  const named = { LogicalResourceId: logicalId, PhysicalResourceId: physicalId ?? '', ResourceType: type };
  const BeforeContext = changeContext(change.row, values.before);
  if (change.kind === 'remove') {
    return {
      Action: 'Remove',
      BeforeContext,
      ...named,
      PolicyAction: deletionPolicy === 'Delete' ? 'Delete' : 'Retain',
      Scope: [],
      Details: [],
    };
  }
  const details = detailsOf(change, changedParameters, values);
  const replaces = change.replacement !== 'False';
  const policy = change.resource.updateReplacePolicy === 'Retain' ? 'ReplaceAndRetain' : 'ReplaceAndDelete';
  return {
    Action: 'Modify',
    ...named,
    Replacement: change.replacement,
    ...(replaces ? { PolicyAction: policy } : {}),
    Scope: scopeOf(change),
    Details: details,
    BeforeContext,
    AfterContext: changeContext(change.desired, values.after),
  };
}

type Modification = Extract<PlannedChange, { kind: 'modify' }>;

function scopeOf({ difference, row, desired }: Modification): readonly string[] {
  return [
    ...(difference.properties.length > 0 ? ['Properties'] : []),
    ...(difference.metadata ? ['Metadata'] : []),
    ...(difference.tags ? ['Tags'] : []),
    ...(row.deletionPolicy === desired.deletionPolicy ? [] : ['DeletionPolicy']),
    ...(row.updateReplacePolicy === desired.updateReplacePolicy ? [] : ['UpdateReplacePolicy']),
  ];
}

function detailsOf(change: Modification, changedParameters: ReadonlySet<string>, values: Values): readonly JsonObject[] {
  const properties = change.difference.properties.flatMap((name) => propertyDetails(change, name, changedParameters, values));
  const others = scopeOf(change).filter((attribute) => attribute !== 'Properties');
  return [
    ...properties,
    ...others.map((Attribute) => ({
      Target: { Attribute, RequiresRecreation: 'Never' },
      Evaluation: 'Static',
      ChangeSource: 'DirectModification',
    })),
  ];
}

function propertyDetails(
  { resource, desired, row }: Modification,
  name: string,
  changedParameters: ReadonlySet<string>,
  values: Values,
): readonly JsonObject[] {
  const requires = isReplacedBy(resource.kind, name) ? 'Always' : 'Never';
  const before = shownValue(row.properties[name], values.before);
  const after = shownValue(desired.properties[name], values.after);
  const Target = {
    Attribute: 'Properties',
    Name: name,
    RequiresRecreation: requires,
    Path: `/Properties/${name}`,
    ...(before === undefined ? {} : { BeforeValue: before }),
    ...(after === undefined ? {} : { AfterValue: after }),
    AttributeChangeType: before === undefined ? 'Add' : after === undefined ? 'Remove' : 'Modify',
  };
  const references = referencesIn(resource.properties[name] ?? null);
  if (hasUnknown(desired.properties[name] ?? null)) {
    const unknown = JSON.stringify(desired.properties[name]);
    return references.flatMap((reference): readonly JsonObject[] => {
      if (reference.kind === 'import') return [];
      const entity = reference.kind === 'ref' ? reference.name : `${reference.name}.${reference.attribute}`;
      if (!unknown.includes(`\\u0000${entity}\\u0000`)) return [];
      const ChangeSource = reference.kind === 'ref' ? 'ResourceReference' : 'ResourceAttribute';
      return [{ Target, Evaluation: 'Dynamic', ChangeSource, CausingEntity: entity }];
    });
  }
  const parameters = [...new Set(references.flatMap((reference) => (reference.kind === 'ref' ? [reference.name] : [])))];
  const causing = parameters.filter((parameter) => changedParameters.has(parameter));
  if (causing.length === 0) return [{ Target, Evaluation: 'Static', ChangeSource: 'DirectModification' }];
  return causing.map((CausingEntity) => ({ Target, Evaluation: 'Static', ChangeSource: 'ParameterReference', CausingEntity }));
}
