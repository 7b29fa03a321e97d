import type { Artefact } from '../../model/artefact.ts';
import type { Digest } from '../../model/digest.ts';
import type { Release } from '../../model/release.ts';
import type { ArtefactStore } from '../artefact-store.ts';
import { sha256 } from './sample-release.ts';

/** A registry in memory. */
export class FakeRegistry implements ArtefactStore {
  readonly objects = new Map<string, Digest>();
  readonly releases = new Map<string, Release>();
  readonly beside = new Map<string, string>();
  tags: Record<string, string> = {};
  /** Tags that are taken and forgotten. */
  forgetsTags = false;
  onTag: () => void = () => undefined;

  store(release: Release): Promise<void> {
    for (const artefact of release.artefacts) this.objects.set(artefact.name, artefact.digest);
    this.releases.set(release.commit, release);
    return Promise.resolve();
  }

  digestOf(_release: Release, artefact: Artefact): Promise<Digest | null> {
    return Promise.resolve(this.objects.get(artefact.name) ?? null);
  }

  digestOfCopy(release: Release, artefact: Artefact, region: string): Promise<Digest | null> {
    const copied = this.objects.get(`${region}/${artefact.name}`);
    return copied === undefined ? this.digestOf(release, artefact) : Promise.resolve(copied);
  }

  find(commit: string): Promise<Release | null> {
    return Promise.resolve(this.releases.get(commit) ?? null);
  }

  tag(_release: Release, tags: Readonly<Record<string, string>>): Promise<void> {
    if (!this.forgetsTags) this.tags = { ...this.tags, ...tags };
    this.onTag();
    return Promise.resolve();
  }

  tagsOf(): Promise<Readonly<Record<string, string>>> {
    return Promise.resolve(this.tags);
  }

  storeBeside(_release: Release, name: string, bytes: Uint8Array): Promise<Digest> {
    this.beside.set(name, new TextDecoder().decode(bytes));
    return Promise.resolve(sha256(bytes));
  }
}
