import { notEmulated } from '../../errors.ts';
import { isList, isObject, type Json, type JsonObject, shown } from '../json.ts';
import { combinedCondition } from './combined-condition.ts';
import { ownAttributes, passedOn, present, ref, type Expansion } from './expansion.ts';
import { hashedId } from './hashed-id.ts';
import type { HttpApiRoute } from './http-api-routes.ts';
import { openApiCors } from './open-api-cors.ts';
import { resolveParameterRefs } from './parameter-refs.ts';
import { onlyIf, routeDefinition } from './route-definition.ts';
import { InvalidServerlessResource } from './sam-error.ts';
import { checkProperties, propertiesOf } from './serverless-properties.ts';
import { words } from './words.ts';

const known = words(
  'Name StageName Tags PropagateTags DefinitionBody StageVariables CorsConfiguration AccessLogSettings',
  'DefaultRouteSettings RouteSettings FailOnWarnings Description DisableExecuteApiEndpoint',
);
const type = 'AWS::Serverless::HttpApi';

/** AWS::Serverless::HttpApi: an API whose routes are in an OpenAPI document, and its stage. */
export function expandHttpApi(logicalId: string, resource: JsonObject, sam: Expansion): void {
  const properties = propertiesOf(logicalId, resource);
  checkProperties(logicalId, type, properties, known, ['Auth', 'Domain', 'DefinitionUri']);
  if (properties['DisableExecuteApiEndpoint'] !== undefined) {
    throw notEmulated(`The property DisableExecuteApiEndpoint of ${type} (resource ${logicalId})`);
  }
  const tags = { ...(isObject(properties['Tags']) ? properties['Tags'] : {}), 'httpapi:createdBy': 'SAM' };
  sam.resources[logicalId] = {
    Type: 'AWS::ApiGatewayV2::Api',
    Properties: present({ Body: definition(logicalId, properties, tags, sam), FailOnWarnings: properties['FailOnWarnings'] }),
    ...ownAttributes(resource),
  };
  const stage = properties['StageName'] ?? '$default';
  const stageId = stageLogicalId(logicalId, stage);
  sam.references.set(`${logicalId}.Stage`, stageId);
  const { StageVariables, AccessLogSettings, DefaultRouteSettings, RouteSettings } = properties;
  sam.resources[stageId] = {
    Type: 'AWS::ApiGatewayV2::Stage',
    Properties: present({
      ApiId: ref(logicalId),
      StageName: stage,
      StageVariables,
      AccessLogSettings,
      DefaultRouteSettings,
      RouteSettings,
      Tags: tags,
      AutoDeploy: true,
    }),
    ...passedOn(resource),
  };
}

function stageLogicalId(apiId: string, stage: Json): string {
  if (stage === '$default') return `${apiId}ApiGatewayDefaultStage`;
  const name = typeof stage === 'string' ? stage : '';
  return /^[a-zA-Z0-9]+$/.test(name) ? `${apiId}${name}Stage` : hashedId(`${apiId}Stage`, name);
}

function definition(logicalId: string, properties: JsonObject, tags: JsonObject, sam: Expansion): JsonObject {
  const { DefinitionBody: given, Name, Description, CorsConfiguration, FailOnWarnings } = properties;
  const routes = sam.routes.of(logicalId);
  const body: Json = given === undefined ? { openapi: '3.0.1', info: { version: '1.0', title: ref('AWS::StackName') } } : given;
  if (!isObject(body) || (given !== undefined && !isOpenApi3(body))) {
    throw new InvalidServerlessResource(
      logicalId,
      "Invalid OpenApi document. Invalid values or missing keys for 'openapi' or 'paths' in 'DefinitionBody'.",
    );
  }
  const info: JsonObject = isObject(body['info']) ? body['info'] : {};
  const hasOwnTitle = !(isObject(info['title']) && info['title']['Ref'] === 'AWS::StackName');
  const cors = CorsConfiguration === undefined ? undefined : resolveParameterRefs(CorsConfiguration, sam.known);
  const paths = given === undefined ? managedPaths(logicalId, routes, sam) : addedPaths(body['paths'], routes);
  return present({
    ...body,
    info: orNothing(
      present({
        ...info,
        title: Name === undefined || hasOwnTitle ? info['title'] : Name,
        description: info['description'] ?? Description,
      }),
    ),
    paths: FailOnWarnings === true ? withSlash(paths) : paths,
    tags: [
      ...withoutTags(body['tags'], tags),
      ...Object.entries(tags).map(([name, value]) => ({ name, 'x-amazon-apigateway-tag-value': value })),
    ],
    ...(cors === undefined || cors === false ? {} : { 'x-amazon-apigateway-cors': openApiCors(logicalId, cors) }),
  });
}

function orNothing(value: JsonObject): JsonObject | undefined {
  return Object.keys(value).length === 0 ? undefined : value;
}

function isOpenApi3(body: JsonObject): boolean {
  return isObject(body['paths']) && /^3(?:\.\d)(?:\.\d)?$/.test(shown(body['openapi']));
}

function withoutTags(given: Json | undefined, tags: JsonObject): readonly Json[] {
  return isList(given) ? given.filter((tag) => !(isObject(tag) && shown(tag['name']) in tags)) : [];
}

/** API Gateway warns of a path without a slash. */
function withSlash(paths: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(paths).map(([path, item]) => [path === '$default' ? '/$default' : path, item]));
}

/** The paths of an API that is all SAM's: one whose every route has a condition is conditional itself. */
function managedPaths(apiId: string, routes: readonly HttpApiRoute[], { conditions }: Expansion): JsonObject {
  const paths = [...new Set(routes.map(({ path }) => path))];
  return Object.fromEntries(
    paths.map((path) => {
      const own = routes.filter((route) => route.path === path);
      const item = Object.fromEntries(own.map((route) => [route.method, routeDefinition(route)]));
      const name = `${apiId}${path.replaceAll('/', 'SLASH').replaceAll('{', 'OB').replaceAll('}', 'CB')}PathCondition`;
      const condition = combinedCondition(
        own.map((route) => route.condition),
        name,
        conditions,
      );
      return [path, condition === undefined ? item : onlyIf(condition, item)];
    }),
  );
}

/** The user's own document: events add what it has not. */
function addedPaths(given: Json | undefined, routes: readonly HttpApiRoute[]): JsonObject {
  const paths: Record<string, Json> = isObject(given) ? { ...given } : {};
  for (const route of routes) {
    const item = paths[route.path];
    const members = isObject(item) ? item : {};
    const method = Object.keys(members).find((name) => name.toLowerCase() === route.method) ?? route.method;
    const present = members[method];
    paths[route.path] = { ...members, [method]: isObject(present) ? completed(present, route) : routeDefinition(route) };
  }
  return paths;
}

/** An integration of the user's own stays; what the event says beyond it is put in. */
function completed(given: JsonObject, route: HttpApiRoute): JsonObject {
  const made = routeDefinition({ ...route, condition: undefined });
  const integration = given['x-amazon-apigateway-integration'];
  if (!isObject(integration)) return { ...made, ...given };
  const { timeoutInMillis, payloadFormatVersion } = route;
  return present({
    ...given,
    'x-amazon-apigateway-integration': present({
      ...integration,
      ...(timeoutInMillis === undefined ? {} : { timeoutInMillis }),
      ...(payloadFormatVersion === undefined ? {} : { payloadFormatVersion }),
    }),
    parameters: mergedParameters(given['parameters'], made['parameters']),
  });
}

function mergedParameters(given: Json | undefined, made: Json | undefined): Json | undefined {
  if (!isList(made)) return given;
  const own = isList(given) ? given.filter(isObject) : [];
  const wanted = made.filter(isObject);
  const kept = own.map((parameter) => ({ ...parameter, ...wanted.find(({ name }) => name === parameter['name']) }));
  return [...kept, ...wanted.filter(({ name }) => !own.some((parameter) => parameter['name'] === name))];
}
