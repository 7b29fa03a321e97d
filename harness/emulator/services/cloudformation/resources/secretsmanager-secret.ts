import {
  CreateSecret$,
  DeleteSecret$,
  GetRandomPassword$,
  TagResource$,
  UntagResource$,
  UpdateSecret$,
} from '@aws-sdk/client-secrets-manager';
import { isDeepStrictEqual } from 'node:util';
import { validationError } from '../errors.ts';
import { isObject, type Json } from '../template/json.ts';
import { boolean, integer, objectOf, string, tags } from '../template/shape.ts';
import { tagChanges } from './physical-name.ts';
import { defineKind, type Physical, type ResourceContext, type Tag } from './resource-kind.ts';

interface SecretProperties {
  readonly Name?: string;
  readonly Description?: string;
  readonly KmsKeyId?: string;
  readonly SecretString?: string;
  readonly GenerateSecretString?: GenerateSecretString;
  readonly Tags?: readonly Tag[];
}

interface GenerateSecretString {
  readonly SecretStringTemplate?: string;
  readonly GenerateStringKey?: string;
  readonly [option: string]: Json | undefined;
}

export const secretsmanagerSecret = defineKind<SecretProperties>({
  type: 'AWS::SecretsManager::Secret',
  properties: {
    Name: { shape: string, replaces: true },
    Description: { shape: string },
    KmsKeyId: { shape: string },
    SecretString: { shape: string },
    GenerateSecretString: {
      shape: objectOf({
        SecretStringTemplate: { shape: string },
        GenerateStringKey: { shape: string },
        PasswordLength: { shape: integer },
        ExcludeCharacters: { shape: string },
        ExcludeLowercase: { shape: boolean },
        ExcludeNumbers: { shape: boolean },
        ExcludePunctuation: { shape: boolean },
        ExcludeUppercase: { shape: boolean },
        IncludeSpace: { shape: boolean },
        RequireEachIncludedType: { shape: boolean },
      }),
    },
    Tags: { shape: tags },
  },
  notEmulated: ['ReplicaRegions', 'Type'],
  attributes: ['Id'],
  nameProperty: 'Name',
  tagged: true,
  idOf: secretName,
  create: async (properties, context) => {
    const { Description, KmsKeyId } = properties;
    const SecretString = await secretValue(properties, context);
    const { ARN: arn = '' } = await context.call<{ readonly ARN?: string }>(CreateSecret$, {
      Name: secretName(properties, context),
      SecretString,
      ClientRequestToken: context.newToken(),
      ...(Description === undefined ? {} : { Description }),
      ...(KmsKeyId === undefined ? {} : { KmsKeyId }),
      ...(context.tags.length === 0 ? {} : { Tags: context.tags }),
    });
    return physical(arn);
  },
  update: async ({ id }, before, after, context) => {
    const { Description, KmsKeyId } = after;
    const { ARN: arn = id } = await context.call<{ readonly ARN?: string }>(UpdateSecret$, {
      SecretId: id,
      ClientRequestToken: context.newToken(),
      ...(Description === before.Description ? {} : { Description: Description ?? '' }),
      ...(KmsKeyId === before.KmsKeyId || KmsKeyId === undefined ? {} : { KmsKeyId }),
      ...(hasSameValue(before, after) ? {} : { SecretString: await secretValue(after, context) }),
    });
    const { put, removed } = tagChanges(context.tagsBefore, context.tags);
    if (put.length > 0) await context.call(TagResource$, { SecretId: id, Tags: put });
    if (removed.length > 0) await context.call(UntagResource$, { SecretId: id, TagKeys: removed });
    return physical(arn);
  },
  remove: async ({ id }, _properties, context) => {
    // CloudFormation deletes at once: a stack that is made again can use the name again.
    await context.call(DeleteSecret$, { SecretId: id, ForceDeleteWithoutRecovery: true });
  },
});

function secretName(properties: SecretProperties, context: ResourceContext): string {
  return properties.Name ?? `${context.logicalId}-${context.suffix.slice(0, 12)}`;
}

function physical(arn: string): Physical {
  return { id: arn, attributes: { Id: arn } };
}

function hasSameValue(before: Partial<SecretProperties>, after: SecretProperties): boolean {
  return before.SecretString === after.SecretString && isDeepStrictEqual(before.GenerateSecretString, after.GenerateSecretString);
}

/** Neither a value nor how to generate one: AWS generates a password with the default options. */
async function secretValue(properties: SecretProperties, context: ResourceContext): Promise<string> {
  const { SecretString: given, GenerateSecretString: how } = properties;
  if (given !== undefined && how !== undefined) {
    throw validationError('You can specify either SecretString or GenerateSecretString, but not both.');
  }
  if (given !== undefined) return given;
  const { SecretStringTemplate: template, GenerateStringKey: key, ...options } = how ?? {};
  const { RandomPassword: password = '' } = await context.call<{ readonly RandomPassword?: string }>(GetRandomPassword$, options);
  if (template === undefined && key === undefined) return password;
  if (template === undefined || key === undefined)
    throw validationError('SecretStringTemplate and GenerateStringKey must be given together.');
  return JSON.stringify({ ...parseTemplate(template), [key]: password });
}

function parseTemplate(text: string): Record<string, Json> {
  let parsed: Json;
  try {
    parsed = JSON.parse(text) as Json;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw validationError('SecretStringTemplate is no valid JSON.');
  }
  if (isObject(parsed)) return parsed;
  throw validationError('SecretStringTemplate must be a JSON object.');
}
