import { Decrypt$, GenerateDataKey$ } from '@aws-sdk/client-kms';
import type { DecryptResponse, GenerateDataKeyResponse } from '@aws-sdk/client-kms';
import type { OperationContext } from '../../kernel/context.ts';
import type { FoundBucket } from './bucket-access.ts';
import { askKms } from './ask-kms.ts';
import { invalidArgument, notImplemented } from './errors.ts';
import type { ObjectEncryption } from './state.ts';
import { plainVault, sealedVault } from './vault.ts';
import type { Vault } from './vault.ts';

/** What PutObject, CopyObject and CreateMultipartUpload say of encryption. */
export interface EncryptionInput {
  readonly ServerSideEncryption?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
}

export function checkEncryption({ ServerSideEncryption: encryption, SSEKMSKeyId: keyId }: EncryptionInput): void {
  if (encryption === 'aws:kms:dsse' || encryption === 'aws:fsx') throw notImplemented(`x-amz-server-side-encryption: ${encryption}`);
  if (encryption !== undefined && encryption !== 'AES256' && encryption !== 'aws:kms') {
    throw invalidArgument('The encryption method specified is not supported', 'x-amz-server-side-encryption', encryption);
  }
  if (keyId !== undefined && encryption !== 'aws:kms') {
    throw invalidArgument(
      'Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms',
      'x-amz-server-side-encryption',
      encryption ?? 'null',
    );
  }
}

/** Where a new object's bytes go, and what is kept to open them again: undefined where S3's own key does. */
export interface WriteVault {
  readonly vault: Vault;
  readonly encryption: ObjectEncryption | undefined;
}

/**
 * Encrypts a new object as the request says, else as the bucket does by default. A data key for it comes from KMS, asked as the caller.
 * @throws AwsError AccessDenied where the caller may not use the key, `KMS.…` for what KMS says otherwise.
 */
export async function vaultForWrite(
  input: EncryptionInput,
  found: FoundBucket,
  key: string,
  context: OperationContext,
): Promise<WriteVault> {
  const KeyId = keyIdOf(input, found);
  if (KeyId === undefined) return { vault: plainVault(context.blobs), encryption: undefined };
  const bucketKey = input.BucketKeyEnabled ?? found.bucket.bucketKeyEnabled ?? false;
  const bucketArn = `arn:aws:s3:::${found.bucket.name}`;
  const EncryptionContext = { 'aws:s3:arn': bucketKey ? bucketArn : `${bucketArn}/${key}` };
  const made = await askKms(
    context.call<GenerateDataKeyResponse>(GenerateDataKey$, { KeyId, KeySpec: 'AES_256', EncryptionContext }, { region: found.region }),
  );
  const dataKey = Buffer.from(made.CiphertextBlob ?? []).toString('base64');
  return {
    vault: sealedVault(context, made.Plaintext),
    encryption: { keyArn: made.KeyId ?? '', dataKey, context: EncryptionContext, bucketKey },
  };
}

/** The KMS key to encrypt with; undefined: none. Without a name it is AWS's own key of S3, in the caller's account. */
function keyIdOf(input: EncryptionInput, { bucket }: FoundBucket): string | undefined {
  if (input.ServerSideEncryption === 'aws:kms') return input.SSEKMSKeyId ?? 'alias/aws/s3';
  return input.ServerSideEncryption === undefined && bucket.encryption !== undefined
    ? (bucket.encryption.keyId ?? 'alias/aws/s3')
    : undefined;
}

/** Where the bytes of an object or upload lie. Its data key is opened by KMS, asked as the caller. */
export async function vaultOf(encryption: ObjectEncryption | undefined, found: FoundBucket, context: OperationContext): Promise<Vault> {
  if (encryption === undefined) return plainVault(context.blobs);
  const { keyArn: KeyId, dataKey, context: EncryptionContext } = encryption;
  const input = { KeyId, CiphertextBlob: Buffer.from(dataKey, 'base64'), EncryptionContext };
  const { Plaintext } = await askKms(context.call<DecryptResponse>(Decrypt$, input, { region: found.region }));
  return sealedVault(context, Plaintext);
}

export interface ShownEncryption {
  readonly ServerSideEncryption: 'AES256' | 'aws:kms';
  readonly SSEKMSKeyId?: string;
  readonly BucketKeyEnabled?: boolean;
}

/** What answers tell of an object's encryption. */
export function shownEncryption(encryption: ObjectEncryption | undefined): ShownEncryption {
  if (encryption === undefined) return { ServerSideEncryption: 'AES256' };
  const bucketKey = encryption.bucketKey ? { BucketKeyEnabled: true } : {};
  return { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: encryption.keyArn, ...bucketKey };
}

/** For the row of an object or upload. */
export function keptEncryption(encryption: ObjectEncryption | undefined): { readonly encryption?: ObjectEncryption } {
  return encryption === undefined ? {} : { encryption };
}
