import type { AnyResourceKind } from '../resources/resource-kind.ts';
import { applyConditions } from './apply-conditions.ts';
import { checkReferences, checkTypes } from './check-references.ts';
import { evaluateConditions } from './conditions.ts';
import { checkNoCycle, type Dependencies } from './graph.ts';
import type { JsonObject } from './json.ts';
import { parameterRef, type ParameterValue } from './parameters.ts';
import { referencesIn } from './references.ts';
import { checkRules } from './rules.ts';
import type { Scope } from './scope.ts';
import type { DeletionPolicy, OutputDeclaration, ResourceDeclaration, Template } from './template.ts';
import { validationError } from '../errors.ts';

/** A template with its parameters and conditions decided: the resources in force, and who waits for whom. */
export interface StackModel {
  readonly template: Template;
  readonly scope: Scope;
  readonly resources: ReadonlyMap<string, ModelResource>;
  readonly dependencies: Dependencies;
  readonly outputs: ReadonlyMap<string, OutputDeclaration>;
}

export interface ModelResource {
  readonly logicalId: string;
  readonly kind: AnyResourceKind;
  /** Without Fn::If; other functions unresolved. */
  readonly properties: JsonObject;
  readonly needs: ReadonlySet<string>;
  readonly deletionPolicy: DeletionPolicy;
  readonly updateReplacePolicy: 'Delete' | 'Retain';
  /** Its JSON text, empty where there is none. */
  readonly metadata: string;
}

export type StackNames = Pick<Scope, 'account' | 'region' | 'stackName' | 'stackId' | 'importValue'>;

export function buildStackModel(
  template: Template,
  parameters: readonly ParameterValue[],
  names: StackNames,
  kinds: ReadonlyMap<string, AnyResourceKind>,
): StackModel {
  checkReferences(template, kinds);
  const values = new Map(parameters.map((parameter) => [parameter.key, parameterRef(parameter)]));
  const open = { ...names, parameters: values, mappings: template.mappings };
  const scope = { ...open, conditions: evaluateConditions(template.conditions, open) };
  checkRules(template.rules, scope);
  const inForce = new Map([...template.resources].filter(([, resource]) => holds(resource.condition, scope.conditions)));
  checkTypes(inForce.values(), kinds);
  const resources = new Map([...inForce].map(([id, resource]) => [id, modelResource(id, resource, inForce, scope, kinds)]));
  const dependencies = new Map([...resources].map(([id, resource]) => [id, resource.needs]));
  checkNoCycle(dependencies);
  return { template, scope, resources, dependencies, outputs: outputsInForce(template, inForce, scope) };
}

function holds(condition: string | undefined, conditions: ReadonlyMap<string, boolean>): boolean {
  if (condition === undefined) return true;
  const value = conditions.get(condition);
  if (value !== undefined) return value;
  throw validationError(`Template format error: Unresolved condition dependency ${condition} in the Resources block of the template`);
}

function modelResource(
  logicalId: string,
  declared: ResourceDeclaration,
  inForce: ReadonlyMap<string, ResourceDeclaration>,
  scope: Scope,
  kinds: ReadonlyMap<string, AnyResourceKind>,
): ModelResource {
  const kind = kinds.get(declared.type);
  if (kind === undefined) throw validationError(`Template format error: Unrecognized resource types: [${declared.type}]`);
  const properties = applyConditions(declared.properties, scope.conditions) as JsonObject;
  return {
    logicalId,
    kind,
    properties,
    needs: new Set([...referenced(properties, inForce, scope, 'Resources'), ...declared.dependsOn.filter((id) => inForce.has(id))]),
    deletionPolicy: declared.deletionPolicy,
    updateReplacePolicy: declared.updateReplacePolicy,
    metadata: declared.metadata === undefined ? '' : JSON.stringify(declared.metadata),
  };
}

/** Resources that `value` points at; one that its condition took out of force can't be pointed at. */
function referenced(value: JsonObject, inForce: ReadonlyMap<string, unknown>, scope: Scope, block: string): readonly string[] {
  const names = referencesIn(value).flatMap((reference) => {
    if (reference.kind === 'import' || reference.name.startsWith('AWS::') || scope.parameters.has(reference.name)) return [];
    return [reference.name];
  });
  const missing = [...new Set(names.filter((name) => !inForce.has(name)))];
  if (missing.length > 0) {
    throw validationError(
      `Template format error: Unresolved resource dependencies [${missing.join(', ')}] in the ${block} block of the template`,
    );
  }
  return names;
}

function outputsInForce(template: Template, inForce: ReadonlyMap<string, unknown>, scope: Scope): ReadonlyMap<string, OutputDeclaration> {
  const kept = [...template.outputs].filter(([, output]) => holds(output.condition, scope.conditions));
  return new Map(
    kept.map(([name, output]) => {
      const value = applyConditions(output.value, scope.conditions);
      const exportName = output.exportName === undefined ? undefined : applyConditions(output.exportName, scope.conditions);
      referenced({ value, exportName: exportName ?? null }, inForce, scope, 'Outputs');
      return [name, { ...output, value, ...(exportName === undefined ? {} : { exportName }) }];
    }),
  );
}
