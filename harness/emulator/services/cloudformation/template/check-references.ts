import { notEmulated, validationError } from '../errors.ts';
import type { AnyResourceKind } from '../resources/resource-kind.ts';
import { checkDynamicReferences } from './dynamic-references.ts';
import { isObject, type Json } from './json.ts';
import { notEmulatedPaths } from './not-emulated.ts';
import { referencesIn } from './references.ts';
import { pseudoParameters } from './scope.ts';
import type { ResourceDeclaration, Template } from './template.ts';

/** What CloudFormation finds wrong with a template before it looks at any parameter. */
export function checkReferences(template: Template, kinds: ReadonlyMap<string, AnyResourceKind>): void {
  // One with a condition may never be made: what its type comes to is seen when the condition is known.
  checkTypes(
    [...template.resources.values()].filter(({ condition }) => condition === undefined),
    kinds,
  );
  for (const [logicalId, resource] of template.resources) {
    const unresolved = resource.dependsOn.filter((id) => !template.resources.has(id));
    if (unresolved.length > 0) throw unresolvedIn('Resources', unresolved);
    checkValue(resource.properties, template, kinds, 'Resources');
    checkDynamicReferences(resource.properties);
    checkEmulated(logicalId, resource.properties, kinds.get(resource.type));
  }
  for (const output of template.outputs.values()) {
    checkValue([output.value, output.exportName ?? null], template, kinds, 'Outputs');
  }
}

/** @throws CloudFormation's own message, and what there is to do: of a type that AWS has it may be that only this emulator has it not. */
export function checkTypes(resources: Iterable<ResourceDeclaration>, kinds: ReadonlyMap<string, AnyResourceKind>): void {
  const types = [...new Set([...resources].map(({ type }) => type).filter((type) => !kinds.has(type)))].sort();
  if (types.length === 0) return;
  throw validationError(
    `Template format error: Unrecognized resource types: [${types.join(', ')}]. This emulator has none of that name. Leave it out of the template, or declare it in standIns: it is then taken, recorded and shown as a stand-in, and nothing is emulated behind it.`,
  );
}

function checkValue(value: Json, template: Template, kinds: ReadonlyMap<string, AnyResourceKind>, block: string): void {
  const unresolved = new Set<string>();
  for (const reference of referencesIn(value)) {
    if (reference.kind === 'ref') {
      const known = pseudoParameters.includes(reference.name) || template.parameters.has(reference.name);
      if (!known && !template.resources.has(reference.name)) unresolved.add(reference.name);
    }
    if (reference.kind === 'attribute') checkAttribute(reference.name, reference.attribute, template, kinds);
  }
  if (unresolved.size > 0) throw unresolvedIn(block, [...unresolved]);
}

function checkAttribute(name: string, attribute: string, template: Template, kinds: ReadonlyMap<string, AnyResourceKind>): void {
  const type = template.resources.get(name)?.type;
  if (type === undefined) throw validationError(`Template error: instance of Fn::GetAtt references undefined resource ${name}`);
  if (attribute !== '' && hasNoAttribute(kinds.get(type), attribute)) {
    throw validationError(`Template error: resource ${name} does not support attribute type ${attribute} in Fn::GetAtt`);
  }
}

function hasNoAttribute(kind: AnyResourceKind | undefined, attribute: string): boolean {
  return kind !== undefined && kind.anything !== true && !kind.attributes.includes(attribute);
}

function unresolvedIn(block: string, names: readonly string[]): Error {
  return validationError(
    `Template format error: Unresolved resource dependencies [${names.join(', ')}] in the ${block} block of the template`,
  );
}

function checkEmulated(logicalId: string, properties: Json, kind: AnyResourceKind | undefined): void {
  if (kind === undefined || !isObject(properties)) return;
  const [path] = notEmulatedPaths(properties, { kind: 'object', members: kind.properties, notEmulated: kind.notEmulated }, '');
  if (path !== undefined) throw notEmulated(`The property ${path.slice(1)} of ${kind.type} (resource ${logicalId})`);
}
