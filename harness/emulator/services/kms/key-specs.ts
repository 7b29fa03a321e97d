import type { EncryptionAlgorithmSpec, KeySpec, KeyUsageType, MacAlgorithmSpec, SigningAlgorithmSpec } from '@aws-sdk/client-kms';

/** What keys of a spec are made of and can do. */
export type SpecDetails =
  | { readonly kind: 'symmetric' }
  | { readonly kind: 'rsa'; readonly bits: number }
  | { readonly kind: 'ecc'; readonly curve: string; readonly signing: readonly SigningAlgorithmSpec[] }
  | { readonly kind: 'hmac'; readonly bytes: number; readonly mac: MacAlgorithmSpec };

/** The specs that are emulated. Source: https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html */
export const keySpecs: ReadonlyMap<string, SpecDetails> = new Map<KeySpec, SpecDetails>([
  ['SYMMETRIC_DEFAULT', { kind: 'symmetric' }],
  ['RSA_2048', { kind: 'rsa', bits: 2048 }],
  ['RSA_3072', { kind: 'rsa', bits: 3072 }],
  ['RSA_4096', { kind: 'rsa', bits: 4096 }],
  ['ECC_NIST_P256', { kind: 'ecc', curve: 'prime256v1', signing: ['ECDSA_SHA_256'] }],
  ['ECC_NIST_P384', { kind: 'ecc', curve: 'secp384r1', signing: ['ECDSA_SHA_384'] }],
  ['ECC_NIST_P521', { kind: 'ecc', curve: 'secp521r1', signing: ['ECDSA_SHA_512'] }],
  ['ECC_SECG_P256K1', { kind: 'ecc', curve: 'secp256k1', signing: ['ECDSA_SHA_256'] }],
  ['HMAC_224', { kind: 'hmac', bytes: 28, mac: 'HMAC_SHA_224' }],
  ['HMAC_256', { kind: 'hmac', bytes: 32, mac: 'HMAC_SHA_256' }],
  ['HMAC_384', { kind: 'hmac', bytes: 48, mac: 'HMAC_SHA_384' }],
  ['HMAC_512', { kind: 'hmac', bytes: 64, mac: 'HMAC_SHA_512' }],
]);

export function detailsOf(spec: KeySpec): SpecDetails {
  const details = keySpecs.get(spec);
  if (details === undefined) throw new Error(`A key of the spec ${spec} was kept, though no such key can be made.`);
  return details;
}

/** The usages that a key of the spec can have. */
export function usagesOf({ kind }: SpecDetails): readonly KeyUsageType[] {
  if (kind === 'rsa') return ['ENCRYPT_DECRYPT', 'SIGN_VERIFY'];
  if (kind === 'ecc') return ['SIGN_VERIFY'];
  return kind === 'hmac' ? ['GENERATE_VERIFY_MAC'] : ['ENCRYPT_DECRYPT'];
}

const rsaSigning: readonly SigningAlgorithmSpec[] = [
  'RSASSA_PKCS1_V1_5_SHA_256',
  'RSASSA_PKCS1_V1_5_SHA_384',
  'RSASSA_PKCS1_V1_5_SHA_512',
  'RSASSA_PSS_SHA_256',
  'RSASSA_PSS_SHA_384',
  'RSASSA_PSS_SHA_512',
];

export interface Algorithms {
  readonly EncryptionAlgorithms?: EncryptionAlgorithmSpec[];
  readonly SigningAlgorithms?: SigningAlgorithmSpec[];
  readonly MacAlgorithms?: MacAlgorithmSpec[];
}

/** The algorithms of a key, as DescribeKey tells them. */
export function algorithmsOf(spec: KeySpec, usage: KeyUsageType): Algorithms {
  const details = detailsOf(spec);
  switch (details.kind) {
    case 'symmetric':
      return { EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'] };
    case 'rsa':
      return usage === 'SIGN_VERIFY'
        ? { SigningAlgorithms: [...rsaSigning] }
        : { EncryptionAlgorithms: ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'] };
    case 'ecc':
      return { SigningAlgorithms: [...details.signing] };
    case 'hmac':
      return { MacAlgorithms: [details.mac] };
  }
}
