import { notEmulated } from '../../errors.ts';
import { functionCall } from '../functions.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { expandEventInvokeConfig } from './event-invoke-config.ts';
import { expandEvents } from './events/index.ts';
import { getAtt, ownAttributes, present, type Expansion } from './expansion.ts';
import { expandAlias } from './function-alias.ts';
import { functionCode } from './function-code.ts';
import { draftRole, isTraced, roleResource } from './function-role.ts';
import { expandFunctionUrl } from './function-url.ts';
import { resolveParameterRefs } from './parameter-refs.ts';
import { propagateTags } from './propagate-tags.ts';
import { checkProperties, propertiesOf } from './serverless-properties.ts';
import { functionTags } from './tag-list.ts';
import { words } from './words.ts';

/** Taken over into AWS::Lambda::Function as they are: what of them is not emulated is refused there. */
const taken = words(
  'FunctionName Handler Runtime Description MemorySize Timeout VpcConfig Environment KmsKeyArn PackageType',
  'ReservedConcurrentExecutions Layers FileSystemConfigs ImageConfig Architectures SnapStart EphemeralStorage',
  'CodeSigningConfigArn RuntimeManagementConfig LoggingConfig RecursiveLoop',
);
const own = words(
  'CodeUri ImageUri InlineCode DeadLetterQueue Role AssumeRolePolicyDocument Policies RolePath PermissionsBoundary Events',
  'Tags PropagateTags Tracing DeploymentPreference EventInvokeConfig AutoPublishAlias AutoPublishCodeSha256',
  'AutoPublishAliasAllProperties VersionDescription ProvisionedConcurrencyConfig FunctionUrlConfig SourceKMSKeyArn',
  'VersionDeletionPolicy',
);
const refused = ['CapacityProviderConfig', 'FunctionScalingConfig', 'PublishToLatestPublished', 'TenancyConfig', 'DurableConfig'];

/** AWS::Serverless::Function: the function, its role, version, alias, URL, and what its events need. */
export function expandFunction(logicalId: string, resource: JsonObject, sam: Expansion): void {
  const properties = propertiesOf(logicalId, resource);
  checkProperties(logicalId, 'AWS::Serverless::Function', properties, [...taken, ...own], refused);
  if (isObject(properties['Role']) && functionCall(properties['Role'])?.name === 'Fn::If') {
    throw notEmulated(`Fn::If in the property Role of AWS::Serverless::Function (resource ${logicalId})`);
  }
  const made = new Set(Object.keys(sam.resources));
  const lambda = functionProperties(logicalId, properties, sam);
  const alias = expandAlias(logicalId, resource, properties, lambda, sam);
  expandFunctionUrl(logicalId, resource, properties, alias, sam);
  const role = draftRole(logicalId, properties, sam);
  expandEventInvokeConfig(logicalId, resource, properties, alias, role, sam);
  expandEvents({ functionId: logicalId, resource, role, sam, ...(alias === undefined ? {} : { alias }) }, properties['Events']);
  if (properties['Role'] === undefined) sam.resources[role.logicalId] = roleResource(role, resource, properties);
  sam.resources[logicalId] = { Type: 'AWS::Lambda::Function', Properties: lambda, ...ownAttributes(resource) };
  if (properties['PropagateTags'] === true) {
    propagateTags(
      sam.resources,
      Object.keys(sam.resources).filter((id) => !made.has(id)),
      properties['Tags'],
    );
  }
}

function functionProperties(logicalId: string, properties: JsonObject, { known }: Expansion): JsonObject {
  const { Tracing, DeadLetterQueue, Role, Tags, Description, AutoPublishCodeSha256 } = properties;
  return present({
    ...Object.fromEntries(taken.map((name) => [name, properties[name]])),
    Description: AutoPublishCodeSha256 === undefined ? Description : describedByHash(Description, AutoPublishCodeSha256, properties, known),
    Code: publishedCode(functionCode(logicalId, properties), properties, known),
    Role: Role ?? getAtt(`${logicalId}Role`, 'Arn'),
    Tags: functionTags(Tags),
    TracingConfig: isTraced(Tracing, known) ? { Mode: Tracing ?? null } : undefined,
    DeadLetterConfig: isObject(DeadLetterQueue) ? { TargetArn: DeadLetterQueue['TargetArn'] ?? null } : undefined,
  });
}

/** With a hash of its own the description changes with the code, or Lambda would publish nothing new. */
function describedByHash(description: Json | undefined, sha256: Json, properties: JsonObject, known: Expansion['known']): Json | undefined {
  if (properties['AutoPublishAlias'] === undefined) return description;
  const hash = resolveParameterRefs(sha256, known);
  const text = description === undefined ? undefined : resolveParameterRefs(description, known);
  if (text === undefined || text === '') return hash;
  return typeof text === 'string' && typeof hash === 'string' ? `${text} ${hash}` : { 'Fn::Join': [' ', [text, hash]] };
}

/** Where a version is published, SAM puts the parameters' values in: the version's logical id is made from them. */
function publishedCode(code: JsonObject, properties: JsonObject, known: Expansion['known']): Json {
  return properties['AutoPublishAlias'] === undefined ? code : resolveParameterRefs(code, known);
}
