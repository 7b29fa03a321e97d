import { PutParameter$ } from '@aws-sdk/client-ssm';
import type { PutParameterRequest, PutParameterResult } from '@aws-sdk/client-ssm';
import type { Principal } from '../../../accounts/principal.ts';
import type { OperationContext } from '../../../kernel/context.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { checkPut } from '../check-put.ts';
import { parameterExists, typeMismatch, validation } from '../errors.ts';
import { wantOnParameter } from '../find-parameter.ts';
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
  handle(input, context) {
    checkPut(input);
    const name = input.Name ?? '';
    const version = context.transaction(() => {
      const before = parameters(context.state).get(name);
      const after = before === undefined ? created(input, context) : overwritten(before, input, context);
      parameters(context.state).put(name, after);
      return latest(after).version;
    });
    return { Version: version, Tier: 'Standard' };
  },
});

function created(input: PutParameterRequest, context: OperationContext): Parameter {
  if (input.Type === undefined) throw validation('A parameter type is required when you create a parameter.');
  const { Name: name = '', Type: type } = input;
  return { name, type, tags: readTags(input.Tags ?? []), versions: [versionOf(input, 1, context)] };
}

function overwritten(before: Parameter, input: PutParameterRequest, context: OperationContext): Parameter {
  if (input.Overwrite !== true) throw parameterExists();
  if (input.Tags !== undefined && input.Tags.length > 0)
    throw validation(
      "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
    );
  if (input.Type !== undefined && input.Type !== before.type) throw typeMismatch();
  const added = versionOf(input, latest(before).version + 1, context, latest(before));
  return { ...before, versions: [...before.versions, added].slice(-keptVersions) };
}

/** A description or pattern that isn't given stays as it was. */
function versionOf(input: PutParameterRequest, version: number, context: OperationContext, before?: ParameterVersion): ParameterVersion {
  const { Description: description = before?.description, AllowedPattern: allowedPattern = before?.allowedPattern } = input;
  return {
    version,
    value: input.Value ?? '',
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
