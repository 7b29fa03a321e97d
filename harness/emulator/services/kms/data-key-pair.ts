import type { GenerateDataKeyPairRequest } from '@aws-sdk/client-kms';
import { NotImplemented } from '../../kernel/not-implemented.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { seal } from './ciphertext.ts';
import { invalidKeyUsage } from './errors.ts';
import { newMaterial } from './key-material.ts';
import { keySpecs } from './key-specs.ts';
import { usableKey } from './usable-key.ts';

export interface DataKeyPair {
  readonly PrivateKeyPlaintext: Uint8Array;
  readonly PrivateKeyCiphertextBlob: Uint8Array;
  readonly PublicKey: Uint8Array;
  readonly KeyId: string;
  readonly KeyPairSpec: GenerateDataKeyPairRequest['KeyPairSpec'];
  readonly KeyMaterialId: string | undefined;
}

type Request = Pick<GenerateDataKeyPairRequest, 'KeyId' | 'KeyPairSpec' | 'EncryptionContext'>;

/** A key pair for use outside of KMS: PKCS #8 and SPKI in DER. The private key is encrypted under the KMS key too. */
export async function generateDataKeyPairFor(input: Request, context: OperationContext, operation: string): Promise<DataKeyPair> {
  const { KeyPairSpec: spec = 'RSA_2048' } = input;
  const kind = keySpecs.get(spec)?.kind;
  if (kind !== 'rsa' && kind !== 'ecc') throw new NotImplemented(`A data key pair of the spec ${spec}`);
  const key = usableKey(input.KeyId, context, operation, 'ENCRYPT_DECRYPT');
  if (key.spec !== 'SYMMETRIC_DEFAULT') throw invalidKeyUsage(`${key.arn} key spec is ${key.spec} which is not valid for ${operation}.`);
  const material = await newMaterial(spec);
  if (material.kind !== 'pair') throw new Error(`The spec ${spec} made no key pair.`);
  const privateKey = Buffer.from(material.privateKey, 'base64');
  return {
    PrivateKeyPlaintext: privateKey,
    PrivateKeyCiphertextBlob: seal(key, privateKey, input.EncryptionContext),
    PublicKey: Buffer.from(material.publicKey, 'base64'),
    KeyId: key.arn,
    KeyPairSpec: spec,
    KeyMaterialId: key.material?.id,
  };
}
