import { join } from 'node:path';
import { openSource } from '../../harness/index.ts';
import type { RunSettings } from '../config/run-settings.ts';
import { isNamed } from '../engine/deployed-in.ts';
import { readEvidence } from '../evidence/read-evidence.ts';
import { releaseOf } from '../evidence/record/build-record.ts';
import { usageError } from './usage-error.ts';

/**
 * Whether a person who names a release means the one that is rehearsed in `out`: by one of its tags, its commit, or its id. One sentence where
 * they mean another commit of the repository, of which there is no evidence here; throws ConfigError where they mean none.
 */
export async function refusalOfRelease(out: string, { commit, version, candidate }: RunSettings, named: string): Promise<string | null> {
  const release = releaseOf(readEvidence(out).entries.map((entry) => entry.happening));
  if (named === candidate || isNamed({ version, commit, id: release?.id ?? null }, named)) return null;
  const { source } = await openSource({ kind: 'folder', path: out, workingTree: false }, join(out, 'state'), commit);
  const other = (await source.commitOfTag(named)) ?? (await source.resolve(named));
  if (other === null) {
    const id = release === null ? '' : `, ${release.id}`;
    throw usageError('--release', `there is no release "${named}"`, `This world has ${version} (${commit.slice(0, 12)}${id}).`);
  }
  if (other === commit) return null;
  return `${named} is commit ${other.slice(0, 12)}, and there is no evidence of it here: this world rehearses ${version} of commit ${commit.slice(0, 12)}. Rehearse that commit in a world of its own.`;
}
