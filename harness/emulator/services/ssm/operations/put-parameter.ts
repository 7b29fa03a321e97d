import { PutParameter$ } from '@aws-sdk/client-ssm';
import type { PutParameterRequest, PutParameterResult } from '@aws-sdk/client-ssm';
import type { Principal } from '../../../accounts/principal.ts';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { checkPut } from '../check-put.ts';
import { parameterExists, typeMismatch, validation } from '../errors.ts';
import { wantOnParameter } from '../find-parameter.ts';
import { customerKey, encryptValue } from '../kms-value.ts';
import { parameterArn } from '../parameter-name.ts';
import { latest, parameters } from '../state.ts';
import type { Parameter, ParameterVersion } from '../state.ts';
import { readTags, requestTagKeys } from '../tags.ts';

const keptVersions = 100;

export const putParameter = defineOperation<PutParameterRequest, PutParameterResult>({
  schema: PutParameter$,
  accepts: ['Name', 'Value', 'Description', 'Type', 'KeyId', 'Overwrite', 'AllowedPattern', 'Tags', 'Tier', 'DataType'],
  authorise: (input, context) => [
    wantOnParameter(input.Name ?? '', context, 'PutParameter', {
      'ssm:Overwrite': String(input.Overwrite ?? false),
      ...requestTagKeys(input.Tags),
    }),
    ...((input.Tags ?? []).length === 0
      ? []
      : [wantOnParameter(input.Name ?? '', context, 'AddTagsToResource', requestTagKeys(input.Tags))]),
  ],
  async handle(input, context) {
    checkPut(input);
    const name = input.Name ?? '';
    const kept = await keptValue(input, context);
    const version = context.transaction(() => {
      const before = parameters(context.state).get(name);
      const after = before === undefined ? created(input, kept, context) : overwritten(before, input, kept, context);
      parameters(context.state).put(name, after);
      return latest(after).version;
    });
    return { Version: version, Tier: 'Standard' };
  },
});

type KeptValue = Pick<ParameterVersion, 'value' | 'keyId'>;

async function keptValue(input: PutParameterRequest, context: OperationContext): Promise<KeptValue> {
  const { Name: name = '', Value: value = '' } = input;
  const keyId = customerKey(input.KeyId);
  if (keyId === undefined) return { value };
  return { value: await encryptValue(value, keyId, parameterArn(context.region, context.account, name), context), keyId };
}

function created(input: PutParameterRequest, kept: KeptValue, context: OperationContext): Parameter {
  if (input.Type === undefined) throw validation('A parameter type is required when you create a parameter.');
  const { Name: name = '', Type: type } = input;
  return { name, type, tags: readTags(input.Tags ?? []), versions: [versionOf(input, kept, 1, context)] };
}

function overwritten(before: Parameter, input: PutParameterRequest, kept: KeptValue, context: OperationContext): Parameter {
  if (input.Overwrite !== true) throw parameterExists();
  if (input.Tags !== undefined && input.Tags.length > 0)
    throw validation(
      "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
    );
  if (input.Type !== undefined && input.Type !== before.type) throw typeMismatch();
  const added = versionOf(input, kept, latest(before).version + 1, context, latest(before));
  return { ...before, versions: [...before.versions, added].slice(-keptVersions) };
}

/** A description or pattern that isn't given stays as it was. */
function versionOf(
  input: PutParameterRequest,
  kept: KeptValue,
  version: number,
  context: OperationContext,
  before?: ParameterVersion,
): ParameterVersion {
  const { Description: description = before?.description, AllowedPattern: allowedPattern = before?.allowedPattern } = input;
  return {
    version,
    ...kept,
    modifiedAt: context.now().toISOString(),
    modifiedBy: nameOf(context.principal),
    ...(description === undefined ? {} : { description }),
    ...(allowedPattern === undefined ? {} : { allowedPattern }),
  };
}

function nameOf(principal: Principal): string {
  if (principal.kind === 'anonymous') return 'anonymous';
  return principal.kind === 'service' ? principal.service : principal.arn;
}
