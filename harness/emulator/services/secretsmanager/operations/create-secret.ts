import { isDeepStrictEqual } from 'node:util';
import { CreateSecret$ } from '@aws-sdk/client-secrets-manager';
import type { CreateSecretRequest, CreateSecretResponse } from '@aws-sdk/client-secrets-manager';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidRequest, secretExists, validationError } from '../errors.ts';
import { isGone } from '../find-secret.ts';
import { keptValue } from '../kept-value.ts';
import { customerKey } from '../kms-key.ts';
import { openValue } from '../sealed-value.ts';
import { secrets } from '../state.ts';
import type { Secret, SecretValue } from '../state.ts';
import { readTags, requestTagKeys } from '../tags.ts';
import { current, readValue, requireToken, withVersion } from '../versions.ts';

export const createSecret = defineOperation<CreateSecretRequest, CreateSecretResponse>({
  schema: CreateSecret$,
  accepts: ['Name', 'ClientRequestToken', 'Description', 'KmsKeyId', 'SecretString', 'SecretBinary', 'Tags'],
  authorise: (input, context) => [
    {
      action: 'secretsmanager:CreateSecret',
      resource: `arn:aws:secretsmanager:${context.region}:${context.account}:secret:${input.Name ?? ''}`,
      conditionKeys: {
        'secretsmanager:Name': input.Name ?? '',
        ...(input.Description === undefined ? {} : { 'secretsmanager:Description': input.Description }),
        ...(input.KmsKeyId === undefined ? {} : { 'secretsmanager:KmsKeyId': input.KmsKeyId }),
        ...requestTagKeys(input.Tags),
      },
    },
  ],
  async handle(input, context) {
    const name = checkName(input.Name ?? '');
    const token = requireToken(input.ClientRequestToken);
    const value = readValue(input);
    const tags = readTags(input.Tags);
    const before = present(name, context);
    const secret = before === undefined ? await create(input, tags, value, token, context) : await repeated(before, value, token, context);
    return { ARN: secret.arn, Name: name, ...(value === undefined ? {} : { VersionId: token }) };
  },
});

function present(name: string, context: OperationContext): Secret | undefined {
  const secret = secrets(context.state).get(name);
  return secret === undefined || isGone(secret, context) ? undefined : secret;
}

async function create(
  input: CreateSecretRequest,
  tags: Secret['tags'],
  value: SecretValue | undefined,
  token: string,
  context: OperationContext,
): Promise<Secret> {
  const { Name: name = '', Description } = input;
  const kmsKeyId = customerKey(input.KmsKeyId);
  const fresh = { ...freshSecret(name, Description, context), tags, ...(kmsKeyId === undefined ? {} : { kmsKeyId }) };
  const kept = value === undefined ? undefined : await keptValue(fresh, token, value, context);
  return context.transaction(() => {
    // KMS may have taken its time: somebody else may have been faster.
    if (present(name, context) !== undefined) throw secretExists(name);
    const secret = kept === undefined ? fresh : withVersion(fresh, { token, value: kept, stages: [current] }, context);
    secrets(context.state).put(name, secret);
    return secret;
  });
}

/** A retry with the token and value of the creation answers as the creation did. */
async function repeated(before: Secret, value: SecretValue | undefined, token: string, context: OperationContext): Promise<Secret> {
  if (before.deletion !== undefined)
    throw invalidRequest("You can't create this secret because a secret with this name is already scheduled for deletion.");
  const first = value === undefined ? undefined : before.versions.find((each) => each.id === token);
  if (first === undefined) throw secretExists(before.name);
  const plain = await openValue(first.value, { arn: before.arn, versionId: token }, context);
  if (!isDeepStrictEqual(plain, value)) throw secretExists(before.name);
  return before;
}

function checkName(name: string): string {
  if (name === '' || name.length > 512 || !/^[\w/+=.@!-]+$/.test(name))
    throw validationError('Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!');
  return name;
}

const suffixCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The six random characters keep a secret that is made again under an old name from being let in by the old one's policies. */
function freshSecret(name: string, description: string | undefined, context: OperationContext): Secret {
  const bytes = Buffer.from(context.randomHex(6), 'hex');
  const suffix = Array.from(bytes, (byte) => suffixCharacters.charAt(byte % suffixCharacters.length)).join('');
  const at = context.now().toISOString();
  return {
    name,
    arn: `arn:aws:secretsmanager:${context.region}:${context.account}:secret:${name}-${suffix}`,
    ...(description === undefined ? {} : { description }),
    createdAt: at,
    lastChangedAt: at,
    tags: [],
    versions: [],
  };
}
