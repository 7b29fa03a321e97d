import { isDeepStrictEqual } from 'node:util';
import type { OperationContext } from '../../kernel/context.ts';
import { tokenInUse } from './errors.ts';
import { openValue, sealValue } from './sealed-value.ts';
import type { Secret, SecretValue, StoredValue } from './state.ts';

/**
 * What a version `token` of the secret keeps for the value. A repeated request keeps what is there.
 * @throws AwsError ResourceExistsException where the token was used for another value.
 */
export async function keptValue(secret: Secret, token: string, value: SecretValue, context: OperationContext): Promise<StoredValue> {
  const place = { arn: secret.arn, versionId: token };
  const used = secret.versions.find(({ id }) => id === token)?.value;
  if (used?.kind !== 'sealed') return sealValue(value, secret.kmsKeyId, place, context);
  if (!isDeepStrictEqual(await openValue(used, place, context), value)) throw tokenInUse(token, secret.arn);
  return used;
}

/** The secret under another key: what has a staging label is encrypted anew, as AWS does. */
export async function underKey(secret: Secret, keyId: string | undefined, context: OperationContext): Promise<Secret> {
  const versions = await Promise.all(
    secret.versions.map(async (version) => {
      if (version.stages.length === 0) return version;
      const place = { arn: secret.arn, versionId: version.id };
      return { ...version, value: await sealValue(await openValue(version.value, place, context), keyId, place, context) };
    }),
  );
  const { kmsKeyId: _, ...rest } = secret;
  return { ...rest, ...(keyId === undefined ? {} : { kmsKeyId: keyId }), versions };
}
