import type { Want } from '../../accounts/policy.ts';

export type EncryptionContext = Readonly<Record<string, string>>;

/** The bytes that a ciphertext is bound to: the same for the same pairs in any order. */
export function contextBytes(context: EncryptionContext = {}): Uint8Array {
  const pairs = Object.entries(context).sort(([one], [other]) => (one < other ? -1 : 1));
  return Buffer.from(JSON.stringify(pairs));
}

/** kms:EncryptionContext:<key> and kms:EncryptionContextKeys. */
export function contextConditionKeys(context: EncryptionContext = {}): NonNullable<Want['conditionKeys']> {
  const names = Object.keys(context);
  if (names.length === 0) return {};
  return {
    ...Object.fromEntries(Object.entries(context).map(([key, value]) => [`kms:EncryptionContext:${key}`, value])),
    'kms:EncryptionContextKeys': names,
  };
}
