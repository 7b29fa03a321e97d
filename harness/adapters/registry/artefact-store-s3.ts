import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  GetObjectCommand,
  GetObjectTaggingCommand,
  NoSuchKey,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { Artefact } from '../../../src/model/artefact.ts';
import type { Digest } from '../../../src/model/digest.ts';
import type { Release } from '../../../src/model/release.ts';
import type { ArtefactStore } from '../../../src/ports/artefact-store.ts';
import type { AwsClients } from '../aws/accounts.ts';
import { registryBucket } from '../aws/names.ts';
import { artefactKey, manifestName } from './keys.ts';

export interface RegistryOptions {
  readonly tooling: { readonly account: string; readonly region: string };
  /** The other regions that hold a copy of every artefact. */
  readonly copies: readonly string[];
  readonly repository: string;
  /** Where the build left a commit's files. */
  readonly folderOf: (commit: string) => string;
  readonly pipeline: (region?: string) => AwsClients;
}

export function sha256Of(bytes: Uint8Array): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** The tooling account's bucket as the registry, written and read with the pipeline's role. Digests are computed from the bytes read, never from what is claimed. */
export class S3ArtefactStore implements ArtefactStore {
  readonly #options: RegistryOptions;

  constructor(options: RegistryOptions) {
    this.#options = options;
  }

  async store(release: Release): Promise<void> {
    const folder = this.#options.folderOf(release.commit);
    for (const artefact of release.artefacts) {
      const bytes = await readFile(join(folder, artefact.name));
      await this.#putOnce(release.commit, artefact.name, bytes);
      for (const region of this.#options.copies) await this.#putOnce(release.commit, artefact.name, bytes, region);
    }
    // The manifest goes last: a commit whose manifest is there is stored whole.
    await this.#putOnce(release.commit, manifestName, await readFile(join(folder, manifestName)));
  }

  async digestOf(release: Release, artefact: Artefact): Promise<Digest | null> {
    const bytes = await this.read(release.commit, artefact.name);
    return bytes === null ? null : sha256Of(bytes);
  }

  async digestOfCopy(release: Release, artefact: Artefact, region: string): Promise<Digest | null> {
    const bytes = await this.read(release.commit, artefact.name, region);
    return bytes === null ? null : sha256Of(bytes);
  }

  async find(commit: string): Promise<Release | null> {
    const bytes = await this.read(commit, manifestName);
    if (bytes === null) return null;
    const manifest = JSON.parse(Buffer.from(bytes).toString('utf8')) as { readonly release: Release };
    return manifest.release;
  }

  /** S3 replaces a whole tag set at once: what is there is kept. */
  async tag(release: Release, tags: Readonly<Record<string, string>>): Promise<void> {
    for (const artefact of release.artefacts) {
      const merged = { ...(await this.#tags(release, artefact)), ...tags };
      const set = Object.entries(merged).map(([Key, Value]) => ({ Key, Value }));
      await this.#s3().send(new PutObjectTaggingCommand({ ...this.#at(release.commit, artefact.name), Tagging: { TagSet: set } }));
    }
  }

  async tagsOf(release: Release): Promise<Readonly<Record<string, string>>> {
    const [first, ...rest] = await Promise.all(release.artefacts.map((artefact) => this.#tags(release, artefact)));
    return Object.fromEntries(Object.entries(first ?? {}).filter(([key, value]) => rest.every((tags) => tags[key] === value)));
  }

  async storeBeside(release: Release, name: string, bytes: Uint8Array): Promise<Digest> {
    await this.#s3().send(new PutObjectCommand({ ...this.#at(release.commit, name), Body: bytes }));
    return sha256Of(bytes);
  }

  /** The bytes as the registry, or its copy in `region`, gives them now. */
  async read(commit: string, name: string, region?: string): Promise<Uint8Array | null> {
    try {
      const { Body: body } = await this.#s3(region).send(new GetObjectCommand(this.#at(commit, name, region)));
      return body === undefined ? new Uint8Array() : await body.transformToByteArray();
    } catch (error) {
      if (error instanceof NoSuchKey) return null;
      throw error;
    }
  }

  async #putOnce(commit: string, name: string, bytes: Uint8Array, region?: string): Promise<void> {
    try {
      await this.#s3(region).send(new PutObjectCommand({ ...this.#at(commit, name, region), Body: bytes, IfNoneMatch: '*' }));
    } catch (error) {
      if (!(error instanceof S3ServiceException) || error.name !== 'PreconditionFailed') throw error;
      const present = await this.read(commit, name, region);
      if (present === null || sha256Of(present) !== sha256Of(bytes)) {
        throw new Error(
          `the registry holds other bytes for ${artefactKey(this.#options.repository, commit, name)}: a commit is built once, and what it built is never overwritten`,
          { cause: error },
        );
      }
    }
  }

  async #tags(release: Release, artefact: Artefact): Promise<Record<string, string>> {
    const { TagSet: set = [] } = await this.#s3().send(new GetObjectTaggingCommand(this.#at(release.commit, artefact.name)));
    return Object.fromEntries(set.map(({ Key: key = '', Value: value = '' }) => [key, value]));
  }

  #at(commit: string, name: string, region?: string): { Bucket: string; Key: string } {
    const { tooling } = this.#options;
    return {
      Bucket: registryBucket({ account: tooling.account, region: region ?? tooling.region }),
      Key: artefactKey(this.#options.repository, commit, name),
    };
  }

  #s3(region?: string): S3Client {
    return this.#options.pipeline(region).s3;
  }
}
