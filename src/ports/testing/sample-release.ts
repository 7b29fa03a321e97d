import { createHash } from 'node:crypto';
import type { Artefact } from '../../model/artefact.ts';
import type { Digest, Sha256 } from '../../model/digest.ts';
import type { Release } from '../../model/release.ts';
import { releaseIdOf } from '../../model/release.ts';
import { headCommit } from './fake-source.ts';

export const sha256: Sha256 = (content) => `sha256:${createHash('sha256').update(content).digest('hex')}`;

/** A digest that can be told from others by its name. */
export function digestNamed(name: string): Digest {
  return sha256(name);
}

const artefacts: readonly Artefact[] = [
  { name: 'create.zip', module: 'MOD-001', kind: 'lambda-zip', digest: digestNamed('create.zip'), bytes: 1000 },
  { name: 'read.zip', module: 'MOD-001', kind: 'lambda-zip', digest: digestNamed('read.zip'), bytes: 900 },
  { name: 'template.json', module: 'MOD-001', kind: 'cloudformation', digest: digestNamed('template.json'), bytes: 300 },
];

export const sampleRelease: Release = { id: releaseIdOf(artefacts, sha256), commit: headCommit, artefacts };
