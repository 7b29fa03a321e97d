import { notEmulated } from '../../errors.ts';
import { isObject, type Json, type JsonObject, shown } from '../json.ts';
import { combinedCondition } from './combined-condition.ts';
import type { Expansion } from './expansion.ts';
import { expandFunction } from './function.ts';
import { readGlobals } from './globals.ts';
import { expandHttpApi } from './http-api.ts';
import { HttpApiRoutes, implicitHttpApi } from './http-api-routes.ts';
import { invalidTemplate } from './invalid-template.ts';
import type { KnownValues } from './parameter-refs.ts';
import { resolveReferences } from './resource-references.ts';
import { InvalidServerlessResource } from './sam-error.ts';
import { expandSimpleTable } from './simple-table.ts';

type Expander = (logicalId: string, resource: JsonObject, sam: Expansion) => void;

/** In SAM's order: an API comes after the functions whose events give it its routes. */
const expanders: readonly (readonly [string, Expander])[] = [
  ['AWS::Serverless::Function', expandFunction],
  ['AWS::Serverless::SimpleTable', expandSimpleTable],
  ['AWS::Serverless::HttpApi', expandHttpApi],
];

const instead: Readonly<Record<string, string>> = {
  'AWS::Serverless::Api': 'The resource type AWS::Serverless::Api, a REST API where AWS::Serverless::HttpApi is emulated,',
};

/**
 * Turns the short forms of the AWS Serverless Application Model into plain resources, with the logical ids that AWS's own translator gives.
 * Source: https://github.com/aws/serverless-application-model
 */
export function expandServerless(template: JsonObject, known: KnownValues): JsonObject {
  const { Transform: _transform, Globals: globals, Resources: given, ...rest } = template;
  if (!isObject(given)) throw invalidTemplate(["'Resources' section is required"]);
  const withGlobals = readGlobals(globals);
  const source = Object.fromEntries(
    Object.entries(given).map(([id, resource]) => [id, isObject(resource) ? withGlobals(id, resource) : resource]),
  );
  const conditions = isObject(rest['Conditions']) ? { ...rest['Conditions'] } : {};
  const sam: Expansion = { known, source, resources: {}, conditions, references: new Map(), routes: new HttpApiRoutes() };
  refuseTypes(source);
  const problems = expanders.flatMap(([type, expand]) => expandAll(type, expand, sam, withGlobals));
  if (problems.length > 0) throw invalidTemplate(problems);
  const plain = Object.entries(source).filter(([, resource]) => !isServerless(resource));
  return {
    ...rest,
    ...(Object.keys(conditions).length === 0 ? {} : { Conditions: conditions }),
    ...referencing({ ...Object.fromEntries(plain), ...sam.resources }, rest['Outputs'], sam),
  };
}

function referencing(resources: JsonObject, outputs: Json | undefined, { references }: Expansion): JsonObject {
  return {
    Resources: resolveReferences(resources, references),
    ...(outputs === undefined ? {} : { Outputs: resolveReferences(outputs, references) }),
  };
}

function isServerless(resource: Json): boolean {
  return isObject(resource) && typeof resource['Type'] === 'string' && resource['Type'].startsWith('AWS::Serverless::');
}

/** All of them together: whoever meets one of a template's wants to know of the others. */
function refuseTypes(source: JsonObject): void {
  const refused = Object.entries(source).flatMap(([id, resource]) => {
    if (!isObject(resource)) return [];
    if (resource['Connectors'] !== undefined) return [`The attribute Connectors of resource ${id}`];
    const type = shown(resource['Type']);
    if (!isServerless(resource) || expanders.some(([known]) => known === type)) return [];
    return [instead[type] ?? `The resource type ${type} (resource ${id})`];
  });
  if (refused.length > 0) throw notEmulated([...new Set(refused)].join('; '));
}

function expandAll(type: string, expand: Expander, sam: Expansion, withGlobals: ReturnType<typeof readGlobals>): readonly string[] {
  const own = Object.entries(sam.source).filter(([, resource]) => isObject(resource) && resource['Type'] === type);
  const all = type === 'AWS::Serverless::HttpApi' ? [...own, ...implicitApi(sam, withGlobals)] : own;
  return all.flatMap(([id, resource]) => {
    try {
      if (isObject(resource)) expand(id, resource, sam);
      return [];
    } catch (error) {
      if (!(error instanceof InvalidServerlessResource)) throw error;
      return [`Resource with id [${error.logicalId}] is invalid. ${error.message}`];
    }
  });
}

/** The API for events that name none: conditional where all of its routes are. */
function implicitApi(sam: Expansion, withGlobals: ReturnType<typeof readGlobals>): readonly (readonly [string, Json])[] {
  const routes = sam.routes.of(implicitHttpApi);
  if (routes.length === 0 || sam.source[implicitHttpApi] !== undefined) return [];
  const condition = combinedCondition(
    routes.map((route) => route.condition),
    `${implicitHttpApi}Condition`,
    sam.conditions,
  );
  const resource = { Type: 'AWS::Serverless::HttpApi', ...(condition === undefined ? {} : { Condition: condition }) };
  return [[implicitHttpApi, withGlobals(implicitHttpApi, resource)]];
}
