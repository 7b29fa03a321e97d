import { UpdateSecretVersionStage$ } from '@aws-sdk/client-secrets-manager';
import type { UpdateSecretVersionStageRequest, UpdateSecretVersionStageResponse } from '@aws-sdk/client-secrets-manager';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidParameter, valueNotFound } from '../errors.ts';
import { wantOnSecret } from '../find-secret.ts';
import type { Secret } from '../state.ts';
import { updateSecretRow } from '../update.ts';
import { current, moveStage } from '../versions.ts';

export const updateSecretVersionStage = defineOperation<UpdateSecretVersionStageRequest, UpdateSecretVersionStageResponse>({
  schema: UpdateSecretVersionStage$,
  accepts: ['SecretId', 'VersionStage', 'RemoveFromVersionId', 'MoveToVersionId'],
  authorise: (input, context) =>
    wantOnSecret(input, context, 'UpdateSecretVersionStage', { 'secretsmanager:VersionStage': input.VersionStage }),
  handle(input, context) {
    const secret = updateSecretRow(input, context, (before) => relabel(before, input));
    return { ARN: secret.arn, Name: secret.name };
  },
});

/** Taking a label that is attached needs its version to be named, so that nobody moves it by mistake. */
function relabel(secret: Secret, input: UpdateSecretVersionStageRequest): Secret {
  const { VersionStage: stage = '', RemoveFromVersionId: from, MoveToVersionId: to } = input;
  for (const id of [from, to])
    if (id !== undefined && !secret.versions.some((version) => version.id === id)) throw valueNotFound({ VersionId: id });
  const holder = secret.versions.find((version) => version.stages.includes(stage))?.id;
  if (from !== undefined && from !== holder) throw invalidParameter(`The staging label ${stage} isn't attached to version ${from}.`);
  if (holder !== undefined && from === undefined && holder !== to)
    throw invalidParameter(
      `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder}, so you must explicitly reference that version in RemoveFromVersionId.`,
    );
  if (from === undefined && to === undefined) throw invalidParameter('You must provide RemoveFromVersionId, MoveToVersionId, or both.');
  if (to === undefined && stage === current)
    throw invalidParameter('You can only move staging label AWSCURRENT to a different secret version. It can’t be completely removed.');
  return moveStage(secret, stage, to);
}
