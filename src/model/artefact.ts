import type { Digest } from './digest.ts';

export const artefactKinds = ['lambda-zip', 'cloudformation', 'migrations', 'schema', 'dbt-manifest', 'iac-program'] as const;
export type ArtefactKind = (typeof artefactKinds)[number];

/** One built thing. It is never built again: from here on it is known by its digest. */
export interface Artefact {
  /** Unique in the release: `create-payment.zip`, `template.json`, `migrations.zip`. Also its file name in the registry. */
  readonly name: string;
  readonly module: string;
  readonly kind: ArtefactKind;
  /** Of the bytes as stored. */
  readonly digest: Digest;
  readonly bytes: number;
}
