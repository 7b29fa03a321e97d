import { functionCall } from '../functions.ts';
import { isList, isObject, type Json, type JsonObject, shown } from '../json.ts';
import { invalidTemplate } from './invalid-template.ts';
import { words } from './words.ts';

const functionGlobals = words(
  'Handler Runtime CodeUri DeadLetterQueue Description MemorySize Timeout VpcConfig Environment Tags PropagateTags',
  'Tracing KmsKeyArn AutoPublishAlias AutoPublishAliasAllProperties Layers DeploymentPreference RolePath',
  'PermissionsBoundary ReservedConcurrentExecutions ProvisionedConcurrencyConfig AssumeRolePolicyDocument',
  'EventInvokeConfig FileSystemConfigs CodeSigningConfigArn Architectures SnapStart EphemeralStorage FunctionUrlConfig',
  'RuntimeManagementConfig LoggingConfig RecursiveLoop SourceKMSKeyArn TenancyConfig DurableConfig CapacityProviderConfig',
  'FunctionScalingConfig PublishToLatestPublished VersionDeletionPolicy',
);
const httpApiGlobals = words(
  'Auth AccessLogSettings StageVariables Tags CorsConfiguration DefaultRouteSettings Domain RouteSettings FailOnWarnings',
  'PropagateTags',
);

/** What each section of Globals may hold; undefined: its resource type is refused by name where it is used, and not looked at here. */
const sections: Readonly<Record<string, readonly string[] | undefined>> = {
  Function: functionGlobals,
  HttpApi: httpApiGlobals,
  SimpleTable: ['SSESpecification'],
  Api: undefined,
  CapacityProvider: undefined,
  LayerVersion: undefined,
  StateMachine: undefined,
  WebSocketApi: undefined,
};

/** Checks the section Globals and answers what gives a resource its share. */
export function readGlobals(globals: Json | undefined): (logicalId: string, resource: JsonObject) => JsonObject {
  if (globals === undefined) return (_id, resource) => resource;
  if (!isObject(globals)) throw invalidTemplate(["'Globals' section is invalid. It must be a non-empty dictionary"]);
  for (const [name, properties] of Object.entries(globals)) checkSection(name, properties);
  return (logicalId, resource) => {
    const type = typeof resource['Type'] === 'string' ? resource['Type'] : '';
    const shared = type.startsWith('AWS::Serverless::') ? globals[type.slice('AWS::Serverless::'.length)] : undefined;
    if (!isObject(shared)) return resource;
    const own = isObject(resource['Properties']) ? resource['Properties'] : {};
    return { ...resource, Properties: merge(withoutIgnored(logicalId, shared, resource['IgnoreGlobals']), own) };
  };
}

function checkSection(name: string, properties: Json): void {
  if (!(name in sections)) {
    const known = Object.keys(sections).sort().join("', '");
    throw invalidTemplate([`'Globals' section is invalid. '${name}' is not supported. Must be one of the following values - ['${known}']`]);
  }
  if (!isObject(properties)) throw invalidTemplate(["'Globals' section is invalid. Value of ${section} must be a dictionary"]);
  const supported = sections[name];
  const unknown = supported === undefined ? undefined : Object.keys(properties).find((key) => !supported.includes(key));
  if (supported === undefined || unknown === undefined) return;
  const list = supported.join("', '");
  throw invalidTemplate([
    `'Globals' section is invalid. '${unknown}' is not a supported property of '${name}'. Must be one of the following values - ['${list}']`,
  ]);
}

function withoutIgnored(logicalId: string, shared: JsonObject, ignored: Json | undefined): JsonObject {
  if (ignored === undefined) return shared;
  if (ignored === '*') return {};
  const names = isList(ignored) ? ignored : undefined;
  const unknown = names?.find((name) => typeof name !== 'string' || shared[name] === undefined);
  if (names === undefined || unknown !== undefined) {
    const item = unknown === undefined ? '' : ` on item '${shown(unknown)}'`;
    throw invalidTemplate([`Resource ${logicalId} has invalid resource attribute 'IgnoreGlobals'${item}.`]);
  }
  return Object.fromEntries(Object.entries(shared).filter(([name]) => !names.includes(name)));
}

/** Objects are merged member by member, lists joined, anything else is the resource's own. A function call counts as a plain value. */
function merge(shared: Json, own: Json): Json {
  if (isList(shared) && isList(own)) return [...shared, ...own];
  if (!isPlain(shared) || !isPlain(own)) return own;
  const merged: Record<string, Json> = { ...shared };
  for (const [key, value] of Object.entries(own)) merged[key] = key in shared ? merge(shared[key] ?? null, value) : value;
  return merged;
}

function isPlain(value: Json): value is JsonObject {
  return isObject(value) && functionCall(value) === undefined;
}
