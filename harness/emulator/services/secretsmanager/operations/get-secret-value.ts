import { GetSecretValue$ } from '@aws-sdk/client-secrets-manager';
import type { GetSecretValueRequest, GetSecretValueResponse } from '@aws-sdk/client-secrets-manager';
import { defineOperation } from '../../../kernel/operation.ts';
import { invalidRequest, valueNotFound } from '../errors.ts';
import { findLiveSecret, wantOnSecret } from '../find-secret.ts';
import { refuseForeignValue } from '../foreign-value.ts';
import { openValue } from '../sealed-value.ts';
import { secrets } from '../state.ts';
import type { Secret, SecretVersion } from '../state.ts';
import { current, shownValue } from '../versions.ts';

export const getSecretValue = defineOperation<GetSecretValueRequest, GetSecretValueResponse>({
  schema: GetSecretValue$,
  accepts: ['SecretId', 'VersionId', 'VersionStage'],
  authorise: (input, context) =>
    wantOnSecret(input, context, 'GetSecretValue', {
      'secretsmanager:VersionId': input.VersionId,
      'secretsmanager:VersionStage': input.VersionStage ?? (input.VersionId === undefined ? current : undefined),
    }),
  async handle(input, context) {
    const found = findLiveSecret(input, context);
    const { secret, state } = found;
    refuseForeignValue(found, context);
    const version = choose(secret, input);
    const value = await openValue(version.value, { arn: secret.arn, versionId: version.id }, context);
    const today = `${context.now().toISOString().slice(0, 10)}T00:00:00.000Z`;
    // One write a day: the date is all that AWS keeps of an access.
    if (secret.lastAccessedAt !== today || version.lastAccessedAt !== today)
      secrets(state).put(secret.name, accessed(findLiveSecret(input, context).secret, version, today));
    return {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: version.id,
      ...shownValue(value),
      VersionStages: version.stages.length === 0 ? undefined : [...version.stages],
      CreatedDate: new Date(version.createdAt),
    };
  },
});

type Selector = Pick<GetSecretValueRequest, 'VersionId' | 'VersionStage'>;

function choose(secret: Secret, selector: Selector): SecretVersion {
  const { VersionId: id, VersionStage: stage } = selector;
  if (id === undefined) {
    const labelled = secret.versions.find((version) => version.stages.includes(stage ?? current));
    if (labelled === undefined) throw valueNotFound(selector);
    return labelled;
  }
  const version = secret.versions.find((each) => each.id === id);
  if (version === undefined) throw valueNotFound(selector);
  if (stage !== undefined && !version.stages.includes(stage))
    throw invalidRequest('You provided a VersionStage that is not associated to the provided VersionId.');
  return version;
}

function accessed(secret: Secret, version: SecretVersion, today: string): Secret {
  const versions = secret.versions.map((each) => (each.id === version.id ? { ...each, lastAccessedAt: today } : each));
  return { ...secret, lastAccessedAt: today, versions };
}
