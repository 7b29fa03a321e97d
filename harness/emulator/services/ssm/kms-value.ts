import { Decrypt$, Encrypt$ } from '@aws-sdk/client-kms';
import type { DecryptResponse, EncryptResponse } from '@aws-sdk/client-kms';
import { AwsError } from '../../kernel/aws-error.ts';
import type { OperationContext } from '../../kernel/context.ts';

/** The key to keep for a SecureString; undefined for AWS's own, which needs no KMS to be asked for. */
export function customerKey(keyId: string | undefined): string | undefined {
  return keyId === undefined || keyId.endsWith('alias/aws/ssm') ? undefined : keyId;
}

/**
 * The value as KMS encrypts it under a customer key, asked as the caller; base64.
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
 */
export async function encryptValue(value: string, KeyId: string, arn: string, context: OperationContext): Promise<string> {
  const input = { KeyId, Plaintext: Buffer.from(value), EncryptionContext: { PARAMETER_ARN: arn } };
  const { CiphertextBlob = new Uint8Array() } = await orInvalidKey(context.call<EncryptResponse>(Encrypt$, input));
  return Buffer.from(CiphertextBlob).toString('base64');
}

export async function decryptValue(ciphertext: string, arn: string, context: OperationContext): Promise<string> {
  const input = { CiphertextBlob: Buffer.from(ciphertext, 'base64'), EncryptionContext: { PARAMETER_ARN: arn } };
  const { Plaintext = new Uint8Array() } = await orInvalidKey(context.call<DecryptResponse>(Decrypt$, input));
  return Buffer.from(Plaintext).toString();
}

/** A denial stays KMS's own; all else that KMS says is the key's fault. */
async function orInvalidKey<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (problem) {
    if (!(problem instanceof AwsError) || problem.httpStatus >= 500 || problem.code === 'AccessDeniedException') throw problem;
    throw Object.assign(new AwsError('InvalidKeyId', problem.message, 400), { cause: problem });
  }
}
