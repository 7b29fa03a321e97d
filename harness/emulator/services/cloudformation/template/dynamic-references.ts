import { notEmulated, validationError } from '../errors.ts';
import { isList, isObject, type Json } from './json.ts';

/** `{{resolve:service:…}}` in a property: looked up when the resource is made, and never kept in the stack. */
export type DynamicReference =
  | { readonly kind: 'ssm'; readonly name: string; readonly version?: string }
  | {
      readonly kind: 'secretsmanager';
      readonly secretId: string;
      readonly jsonKey?: string;
      readonly versionStage?: string;
      readonly versionId?: string;
    };

const pattern = /\{\{resolve:([a-z-]+):([^{}]*)\}\}/g;

export function hasDynamicReference(text: string): boolean {
  return text.includes('{{resolve:');
}

/** `value` with every dynamic reference replaced by what `look` finds. */
export async function resolveDynamic(value: Json, look: (reference: DynamicReference) => Promise<string>): Promise<Json> {
  if (typeof value === 'string') return hasDynamicReference(value) ? replaceAll(value, look) : value;
  if (isList(value)) return Promise.all(value.map((item) => resolveDynamic(item, look)));
  if (!isObject(value)) return value;
  const members = await Promise.all(Object.entries(value).map(async ([key, item]) => [key, await resolveDynamic(item, look)] as const));
  return Object.fromEntries(members);
}

async function replaceAll(text: string, look: (reference: DynamicReference) => Promise<string>): Promise<string> {
  const matches = [...text.matchAll(pattern)];
  const values = await Promise.all(matches.map((match) => look(parseReference(match[1] ?? '', match[2] ?? ''))));
  return text.replaceAll(pattern, () => values.shift() ?? '');
}

/** Throws where no dynamic reference of `value` could ever be resolved: a wrong form, or ssm-secure. */
export function checkDynamicReferences(value: Json): void {
  if (typeof value === 'string') for (const match of value.matchAll(pattern)) parseReference(match[1] ?? '', match[2] ?? '');
  if (isList(value)) value.forEach(checkDynamicReferences);
  if (isObject(value)) Object.values(value).forEach(checkDynamicReferences);
}

function parseReference(service: string, rest: string): DynamicReference {
  if (service === 'ssm') return parseStored(rest);
  if (service === 'secretsmanager') return parseSecret(rest);
  // AWS takes ssm-secure in few properties (passwords of directories, databases, users): none of an emulated kind.
  if (service === 'ssm-secure')
    throw validationError(`SSM Secure reference is not supported in this property: {{resolve:ssm-secure:${rest}}}`);
  throw notEmulated(`The dynamic reference {{resolve:${service}:${rest}}}`);
}

function parseStored(rest: string): DynamicReference {
  const match = /^([a-zA-Z0-9_.\-/]+)(?::(\d+))?$/.exec(rest);
  const [, name, version] = match ?? [];
  if (name === undefined) throw validationError(`Incorrect format is used in the following SSM reference: [{{resolve:ssm:${rest}}}]`);
  return { kind: 'ssm', name, ...(version === undefined ? {} : { version }) };
}

/** `secret-id:SecretString:json-key:version-stage:version-id`; the id may be an ARN, which has colons of its own. */
function parseSecret(rest: string): DynamicReference {
  const parts = rest.split(':');
  const idLength = rest.startsWith('arn:') ? 7 : 1;
  const secretId = parts.slice(0, idLength).join(':');
  const [what = 'SecretString', jsonKey = '', versionStage = '', versionId = '', ...more] = parts.slice(idLength);
  if (secretId === '' || what !== 'SecretString' || more.length > 0 || (versionStage !== '' && versionId !== '')) {
    throw validationError(`Incorrect format is used in the following Secrets Manager reference: [{{resolve:secretsmanager:${rest}}}]`);
  }
  return {
    kind: 'secretsmanager',
    secretId,
    ...(jsonKey === '' ? {} : { jsonKey }),
    ...(versionStage === '' ? {} : { versionStage }),
    ...(versionId === '' ? {} : { versionId }),
  };
}
