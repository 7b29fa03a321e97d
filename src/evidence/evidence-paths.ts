/** Where everything is, relative to the run's output folder, with `/`. */
export const evidencePaths = {
  folder: 'evidence',
  ledger: 'evidence/ledger.jsonl',
  /** What a killed writer left of a line; kept, never read. */
  torn: 'evidence/torn',
  files: 'evidence/files',
  names: 'evidence/files.jsonl',
  attestations: 'evidence/attestations',
  publicKey: 'evidence/public-key.pem',
  howToVerify: 'evidence/VERIFY.md',
  /** The digests of all that is above and of the documents, as sha256sum writes and reads them. */
  sums: 'evidence/SHA256SUMS',
  /** 64 bytes: Ed25519 over the bytes of `sums`. */
  sumsSignature: 'evidence/SHA256SUMS.sig',
  record: 'rehearsal.json',
} as const;
