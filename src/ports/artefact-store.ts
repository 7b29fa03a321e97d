import type { Artefact } from '../model/artefact.ts';
import type { Digest } from '../model/digest.ts';
import type { Release } from '../model/release.ts';

/** The registry: the tooling account's bucket, under `{repo}/{commit-sha}/`. Nothing in it is ever overwritten by the product. */
export interface ArtefactStore {
  /** Stores what the build left, with a copy in each region that something is deployed to; an object that is there already must have the same digest, else it throws. */
  store(release: Release): Promise<void>;
  /** The digest of the bytes as the registry gives them now; null where the object is gone. */
  digestOf(release: Release, artefact: Artefact): Promise<Digest | null>;
  /** The same of the copy in another region, from where functions there get their code. */
  digestOfCopy(release: Release, artefact: Artefact, region: string): Promise<Digest | null>;
  /** What the registry holds for a commit, from its build manifest; null where nothing was ever stored. */
  find(commit: string): Promise<Release | null>;
  tag(release: Release, tags: Readonly<Record<string, string>>): Promise<void>;
  /** The tags that every object of the release carries. */
  tagsOf(release: Release): Promise<Readonly<Record<string, string>>>;
  /** Beside the release, no part of its id: schema snapshots. */
  storeBeside(release: Release, name: string, bytes: Uint8Array): Promise<Digest>;
}
