import { notEmulated, validationError } from '../errors.ts';
import { isList, isObject, type Json, type JsonObject } from './json.ts';
import type { DeletionPolicy, ResourceDeclaration } from './template.ts';

const members = ['Type', 'Properties', 'DependsOn', 'Condition', 'DeletionPolicy', 'UpdateReplacePolicy', 'Metadata'];
const refusedMembers = ['CreationPolicy', 'UpdatePolicy'];

export function readResource(logicalId: string, value: Json): ResourceDeclaration {
  if (!isObject(value)) {
    throw validationError(`Template format error: Every Resources object must be an object: ${logicalId}`);
  }
  const type = value['Type'];
  if (typeof type !== 'string')
    throw validationError(`Template format error: [/Resources/${logicalId}] Every Resources object must contain a Type member.`);
  for (const key of Object.keys(value)) {
    if (refusedMembers.includes(key)) throw notEmulated(`The attribute ${key} of resource ${logicalId}`);
    if (!members.includes(key)) throw validationError(`Invalid template resource property '${key}'`);
  }
  const condition = text(logicalId, value, 'Condition');
  return {
    type,
    properties: properties(logicalId, value['Properties']),
    dependsOn: dependsOn(logicalId, value['DependsOn']),
    ...(condition === undefined ? {} : { condition }),
    deletionPolicy: deletionPolicy(logicalId, value),
    updateReplacePolicy: updateReplacePolicy(logicalId, value),
    ...(value['Metadata'] === undefined ? {} : { metadata: value['Metadata'] }),
  };
}

function properties(logicalId: string, value: Json | undefined): JsonObject {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw validationError(`Template format error: [/Resources/${logicalId}/Properties] must be an object.`);
  return value;
}

function dependsOn(logicalId: string, value: Json | undefined): readonly string[] {
  if (value === undefined) return [];
  const names = isList(value) ? value : [value];
  return names.map((name) => {
    if (typeof name !== 'string')
      throw validationError(`Template format error: DependsOn of ${logicalId} must be a string or list of strings.`);
    return name;
  });
}

function text(logicalId: string, value: JsonObject, member: string): string | undefined {
  const given = value[member];
  if (given === undefined || typeof given === 'string') return given;
  throw validationError(`Template format error: ${member} of resource ${logicalId} must be a string.`);
}

function deletionPolicy(logicalId: string, value: JsonObject): DeletionPolicy {
  const policy = text(logicalId, value, 'DeletionPolicy') ?? 'Delete';
  if (policy === 'Delete' || policy === 'Retain' || policy === 'RetainExceptOnCreate') return policy;
  if (policy === 'Snapshot') throw unsupportedSnapshot(value['Type']);
  throw validationError(`Template error: Unrecognized DeletionPolicy ${policy} for resource ${logicalId}`);
}

function updateReplacePolicy(logicalId: string, value: JsonObject): 'Delete' | 'Retain' {
  const policy = text(logicalId, value, 'UpdateReplacePolicy') ?? 'Delete';
  if (policy === 'Delete' || policy === 'Retain') return policy;
  if (policy === 'Snapshot') throw unsupportedSnapshot(value['Type']);
  throw validationError(`Template error: Unrecognized UpdateReplacePolicy ${policy} for resource ${logicalId}`);
}

function unsupportedSnapshot(type: Json | undefined): Error {
  return validationError(`Template error: resource type ${typeof type === 'string' ? type : ''} does not support deletion policy Snapshot`);
}
