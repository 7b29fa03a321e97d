import { GetParameter$ } from '@aws-sdk/client-ssm';
import { GetSecretValue$ } from '@aws-sdk/client-secrets-manager';
import type { StaticOperationSchema } from '@smithy/types';
import { validationError } from '../errors.ts';
import type { AnyResourceKind } from '../resources/resource-kind.ts';
import { resolveDynamic, type DynamicReference } from '../template/dynamic-references.ts';
import { isObject, scalarText, type Json, type JsonObject } from '../template/json.ts';
import { conform } from '../template/shape.ts';

type Call = <Output>(operation: StaticOperationSchema, input: Record<string, unknown>) => Promise<Output>;

/** Properties as a kind gets them: dynamic references looked up, text turned into the wanted types, all checked. */
export async function liveProperties(logicalId: string, kind: AnyResourceKind, properties: JsonObject, call: Call): Promise<JsonObject> {
  const resolved = await resolveDynamic(properties, (reference) => look(reference, call));
  if (kind.anything === true && isObject(resolved)) return resolved;
  const problems: string[] = [];
  const shaped = conform(resolved, { kind: 'object', members: kind.properties }, '#', { problems });
  if (problems.length > 0 || !isObject(shaped)) {
    throw validationError(`Properties validation failed for resource ${logicalId} with message:\n[${problems.join(', ')}]`);
  }
  return shaped;
}

/** The same without looking anything up: for what a resource was before. */
export function pastProperties(kind: AnyResourceKind, properties: JsonObject): JsonObject {
  if (kind.anything === true) return properties;
  const shaped = conform(properties, { kind: 'object', members: kind.properties }, '#', { problems: [] });
  return isObject(shaped) ? shaped : properties;
}

async function look(reference: DynamicReference, call: Call): Promise<string> {
  if (reference.kind === 'ssm') {
    const name = reference.version === undefined ? reference.name : `${reference.name}:${reference.version}`;
    const found = await call<{ readonly Parameter?: { readonly Value?: string; readonly Type?: string } }>(GetParameter$, { Name: name });
    if (found.Parameter?.Type === 'SecureString') {
      throw validationError(`SSM parameter ${reference.name} is a SecureString: {{resolve:ssm:…}} takes String and StringList only.`);
    }
    return found.Parameter?.Value ?? '';
  }
  const { secretId, jsonKey, versionStage, versionId } = reference;
  const found = await call<{ readonly SecretString?: string }>(GetSecretValue$, {
    SecretId: secretId,
    ...(versionStage === undefined ? {} : { VersionStage: versionStage }),
    ...(versionId === undefined ? {} : { VersionId: versionId }),
  });
  const text = found.SecretString ?? '';
  return jsonKey === undefined ? text : memberOf(text, jsonKey, secretId);
}

function memberOf(text: string, key: string, secretId: string): string {
  const secret = parse(text, secretId);
  const member = isObject(secret) ? secret[key] : undefined;
  const value = member === undefined ? undefined : scalarText(member);
  if (value === undefined) throw validationError(`Could not find a value associated with JSONKey in SecretString`);
  return value;
}

function parse(text: string, secretId: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw validationError(`Could not parse SecretString JSON of ${secretId}`);
  }
}
