/** Ed25519. */
export interface Signer {
  readonly publicKeyPem: string;
  sign(bytes: Uint8Array): Uint8Array;
}
