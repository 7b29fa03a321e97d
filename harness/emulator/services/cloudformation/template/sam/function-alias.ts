import { isObject, type Json, type JsonObject } from '../json.ts';
import { getAtt, passedOn, present, ref, type Expansion } from './expansion.ts';
import { hashedId } from './hashed-id.ts';
import { resolveParameterRefs } from './parameter-refs.ts';
import { InvalidServerlessResource } from './sam-error.ts';

export interface PublishedAlias {
  readonly name: string;
  readonly logicalId: string;
}

/** AutoPublishAlias: a version whose logical id changes with the code, so that CloudFormation publishes anew, and an alias that goes to it. */
export function expandAlias(
  functionId: string,
  resource: JsonObject,
  properties: JsonObject,
  lambda: JsonObject,
  sam: Expansion,
): PublishedAlias | undefined {
  const { AutoPublishAlias, ProvisionedConcurrencyConfig, VersionDescription, DeploymentPreference } = properties;
  if (AutoPublishAlias === undefined) {
    if (ProvisionedConcurrencyConfig !== undefined) {
      throw new InvalidServerlessResource(
        functionId,
        'To set ProvisionedConcurrencyConfig AutoPublishALias must be defined on the function',
      );
    }
    if (isEnabled(DeploymentPreference, sam)) {
      throw new InvalidServerlessResource(functionId, "'DeploymentPreference' requires AutoPublishAlias property to be specified.");
    }
    return undefined;
  }
  const name = aliasName(functionId, AutoPublishAlias, sam);
  const versionId = hashedId(`${functionId}Version`, hashedData(properties, lambda, sam), knownHash(functionId, properties, sam));
  const logicalId = `${functionId}Alias${name.replaceAll('-', 'D').replaceAll('_', 'U')}`;
  sam.resources[versionId] = {
    Type: 'AWS::Lambda::Version',
    Properties: present({ FunctionName: ref(functionId), Description: VersionDescription }),
    DeletionPolicy: properties['VersionDeletionPolicy'] ?? 'Retain',
    ...passedOn(resource),
  };
  sam.resources[logicalId] = {
    Type: 'AWS::Lambda::Alias',
    Properties: present({
      FunctionName: ref(functionId),
      FunctionVersion: getAtt(versionId, 'Version'),
      Name: name,
      ProvisionedConcurrencyConfig,
    }),
    ...passedOn(resource),
    // CodeDeploy is not emulated: instead of its applications and an UpdatePolicy, the wish is kept where whoever shifts the traffic finds it.
    ...(isEnabled(DeploymentPreference, sam) ? { Metadata: { SamDeploymentPreference: DeploymentPreference ?? null } } : {}),
  };
  sam.references.set(`${functionId}.Version`, versionId);
  sam.references.set(`${functionId}.Alias`, logicalId);
  return { name, logicalId };
}

function aliasName(functionId: string, given: Json, { known }: Expansion): string {
  const name = resolveParameterRefs(given, known);
  if (typeof name !== 'string') {
    throw new InvalidServerlessResource(functionId, "'AutoPublishAlias' must be a string or a Ref to a template parameter");
  }
  if (name === '') throw new InvalidServerlessResource(functionId, 'Alias name is required to create an alias');
  if (!/^(?!\d+$)[a-zA-Z0-9\-_]+$/.test(name)) {
    throw new InvalidServerlessResource(
      functionId,
      `AutoPublishAlias name ('${name}') must contain only alphanumeric characters, hyphens, or underscores matching (?!^[0-9]+$)([a-zA-Z0-9-_]+) pattern.`,
    );
  }
  return name;
}

function knownHash(functionId: string, { AutoPublishCodeSha256: given }: JsonObject, { known }: Expansion): string | undefined {
  if (given === undefined) return undefined;
  const hash = resolveParameterRefs(given, known);
  if (typeof hash === 'string') return hash;
  throw new InvalidServerlessResource(functionId, 'AutoPublishCodeSha256 must be a string');
}

/** What a change of makes a new version: the code, environment and memory, or with AutoPublishAliasAllProperties everything. */
function hashedData(properties: JsonObject, lambda: JsonObject, { known }: Expansion): Json {
  if (properties['AutoPublishAliasAllProperties'] === true) {
    const { Role, ...others } = lambda;
    return properties['Role'] === undefined ? others : { ...others, Role: Role ?? null };
  }
  const { Code = {}, Environment, MemorySize, SnapStart } = lambda;
  return {
    ...(resolveParameterRefs(Code, known) as JsonObject),
    ...(isObject(Environment) ? Environment : {}),
    ...(MemorySize === undefined ? {} : { MemorySize }),
    ...(isObject(SnapStart) && SnapStart['ApplyOn'] !== undefined && SnapStart['ApplyOn'] !== 'None' ? { SnapStart } : {}),
  };
}

function isEnabled(preference: Json | undefined, { known }: Expansion): boolean {
  if (!isObject(preference)) return false;
  const enabled = resolveParameterRefs(preference['Enabled'] ?? true, known);
  return enabled !== false && enabled !== 'false' && enabled !== 'False';
}
