import { CreateSecret$ } from '@aws-sdk/client-secrets-manager';
import type { CreateSecretRequest, CreateSecretResponse } from '@aws-sdk/client-secrets-manager';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidRequest, secretExists, validationError } from '../errors.ts';
import { isGone } from '../find-secret.ts';
import { refuseOtherKeys } from '../kms-key.ts';
import { secrets } from '../state.ts';
import type { Secret } from '../state.ts';
import { readTags, requestTagKeys } from '../tags.ts';
import { current, readValue, requireToken, withVersion } from '../versions.ts';
import type { NewVersion } from '../versions.ts';

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
  handle(input, context) {
    const name = checkName(input.Name ?? '');
    refuseOtherKeys(input.KmsKeyId);
    const token = requireToken(input.ClientRequestToken);
    const value = readValue(input);
    const version = value === undefined ? undefined : { token, value, stages: [current] };
    const tags = readTags(input.Tags);
    const secret = context.transaction(() => {
      const before = secrets(context.state).get(name);
      if (before !== undefined && !isGone(before, context)) return repeated(before, version);
      const created = freshSecret(name, input.Description, context);
      const written = { ...created, tags };
      const complete = version === undefined ? written : withVersion(written, version, context);
      secrets(context.state).put(name, complete);
      return complete;
    });
    return { ARN: secret.arn, Name: name, ...(version === undefined ? {} : { VersionId: token }) };
  },
});

/** A retry with the token and value of the creation answers as the creation did. */
function repeated(before: Secret, version: NewVersion | undefined): Secret {
  if (before.deletion !== undefined)
    throw invalidRequest("You can't create this secret because a secret with this name is already scheduled for deletion.");
  const first = version === undefined ? undefined : before.versions.find((each) => each.id === version.token);
  if (first === undefined || JSON.stringify(first.value) !== JSON.stringify(version?.value)) throw secretExists(before.name);
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
