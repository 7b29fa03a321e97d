import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Decrypt$, GenerateDataKey$ } from '@aws-sdk/client-kms';
import type { DecryptResponse, GenerateDataKeyResponse } from '@aws-sdk/client-kms';
import { AwsError } from '../../kernel/aws-error.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { decryptionFailure, encryptionFailure, kmsDenied } from './errors.ts';
import { keyArnOf } from './kms-key.ts';
import type { SealedValue, SecretValue, StoredValue } from './state.ts';

/** Which version of which secret a value is: what KMS binds it to. */
export interface ValuePlace {
  readonly arn: string;
  readonly versionId: string;
}

const contextOf = ({ arn, versionId }: ValuePlace): Record<string, string> => ({ SecretARN: arn, SecretVersionId: versionId });

const nonceBytes = 12;
const tagBytes = 16;

/**
 * The value as it is kept: under a data key of the secret's customer key, for which KMS is asked as the caller. Without one it stays as it is.
 * Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
export async function sealValue(
  value: SecretValue,
  keyId: string | undefined,
  place: ValuePlace,
  context: OperationContext,
): Promise<StoredValue> {
  if (keyId === undefined) return value;
  const input = { KeyId: keyArnOf(keyId, place.arn), KeySpec: 'AES_256', EncryptionContext: contextOf(place) };
  const made = await orFailure(context.call<GenerateDataKeyResponse>(GenerateDataKey$, input), encryptionFailure);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', made.Plaintext ?? new Uint8Array(), nonce);
  const bytes = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()]);
  return {
    kind: 'sealed',
    keyArn: made.KeyId ?? '',
    dataKey: Buffer.from(made.CiphertextBlob ?? []).toString('base64'),
    bytes: Buffer.concat([nonce, cipher.getAuthTag(), bytes]).toString('base64'),
  };
}

/** The value itself: KMS is asked, as the caller, to open its data key. */
export async function openValue(stored: StoredValue, place: ValuePlace, context: OperationContext): Promise<SecretValue> {
  if (stored.kind !== 'sealed') return stored;
  const CiphertextBlob = Buffer.from(stored.dataKey, 'base64');
  const input = { KeyId: stored.keyArn, CiphertextBlob, EncryptionContext: contextOf(place) };
  const { Plaintext: key = new Uint8Array() } = await orFailure(context.call<DecryptResponse>(Decrypt$, input), decryptionFailure);
  return decipher(stored, key);
}

function decipher(stored: SealedValue, key: Uint8Array): SecretValue {
  const bytes = Buffer.from(stored.bytes, 'base64');
  const opening = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
  opening.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  const text = Buffer.concat([opening.update(bytes.subarray(nonceBytes + tagBytes)), opening.final()]).toString();
  return JSON.parse(text) as SecretValue;
}

async function orFailure<Answer>(call: Promise<Answer>, failure: () => AwsError): Promise<Answer> {
  try {
    return await call;
  } catch (cause) {
    if (!(cause instanceof AwsError) || cause.httpStatus >= 500) throw cause;
    throw Object.assign(cause.code === 'AccessDeniedException' ? kmsDenied() : failure(), { cause });
  }
}
