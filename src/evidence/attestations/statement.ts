import type { Artefact } from '../../model/artefact.ts';
import type { Digest } from '../../model/digest.ts';

/** An in-toto Statement v1: a claim of one kind about things that are known by their digests. */
export interface Statement {
  readonly _type: 'https://in-toto.io/Statement/v1';
  readonly subject: readonly { readonly name: string; readonly digest: DigestSet }[];
  readonly predicateType: string;
  readonly predicate: object;
}

export interface DigestSet {
  readonly sha256: string;
}

export function digestSet(digest: Digest): DigestSet {
  return { sha256: digest.slice('sha256:'.length) };
}

export function statementAbout(artefacts: readonly Artefact[], predicateType: string, predicate: object): Statement {
  const subject = artefacts.map(({ name, digest }) => ({ name, digest: digestSet(digest) }));
  return { _type: 'https://in-toto.io/Statement/v1', subject, predicateType, predicate };
}
