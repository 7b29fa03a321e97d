import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { version as esbuildVersion } from 'esbuild';
import type { Project } from '../../../src/model/project.ts';
import { type Release, releaseIdOf } from '../../../src/model/release.ts';
import type { Builder, BuildOutcome } from '../../../src/ports/builder.ts';
import type { EvidenceStore } from '../../../src/ports/evidence-store.ts';
import { sha256Of } from '../registry/artefact-store-s3.ts';
import { manifestName } from '../registry/keys.ts';
import { buildFiles } from './built-files.ts';

/** `build-manifest.json`, beside the artefacts in the registry and no part of the release's id. */
export interface BuildManifest {
  readonly schema: 'build-manifest/1';
  readonly release: Release;
  readonly tools: { readonly node: string; readonly esbuild: string };
  /** Every source file that went into a bundle, relative to the repository's root. */
  readonly inputs: readonly string[];
  /** The object, beside this one, that holds the results of the checks. */
  readonly results: string;
}

export const resultsName = 'test-results.json';

export interface BuilderOptions {
  readonly project: Project;
  readonly commit: string;
  /** The commit's own work tree, dependencies installed. */
  readonly root: () => Promise<string>;
  /** Where the artefacts go; it appears whole or not at all. */
  readonly folder: string;
  readonly evidence: Pick<EvidenceStore, 'keep'>;
}

/** Builds once: what a killed run built whole is taken as it is, and a second call of one run throws. */
export class EsbuildBuilder implements Builder {
  readonly #options: BuilderOptions;
  #done = false;

  constructor(options: BuilderOptions) {
    this.#options = options;
  }

  async build(): Promise<BuildOutcome> {
    if (this.#done) throw new Error('a commit is built once: this run has built already');
    this.#done = true;
    const { folder } = this.#options;
    if (existsSync(join(folder, manifestName))) return await this.#built();
    const { project, commit } = this.#options;
    const { files, problems, inputs } = await buildFiles(await this.#options.root(), project);
    if (problems.length > 0) return { kind: 'failed', problems };
    const artefacts = files.map(({ name, module, kind, bytes }) => ({ name, module, kind, digest: sha256Of(bytes), bytes: bytes.length }));
    const release: Release = {
      id: releaseIdOf(artefacts, (content) => sha256Of(typeof content === 'string' ? Buffer.from(content) : content)),
      commit,
      artefacts,
    };
    const manifest: BuildManifest = {
      schema: 'build-manifest/1',
      release,
      tools: { node: process.version, esbuild: esbuildVersion },
      inputs,
      results: resultsName,
    };
    const contents: [string, Uint8Array][] = files.map(({ name, bytes }) => [name, bytes]);
    await writeWhole(folder, [...contents, [manifestName, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)]]);
    return await this.#built();
  }

  async #built(): Promise<BuildOutcome> {
    const { folder, evidence } = this.#options;
    const built = await readBuilt(folder);
    await evidence.keep(manifestName, await readFile(join(folder, manifestName)));
    return built;
  }
}

/** What a finished build left, read back from disk: digests are of the bytes there. Throws where they differ from the manifest's. */
export async function readBuilt(folder: string): Promise<Extract<BuildOutcome, { kind: 'built' }>> {
  const text = await readFile(join(folder, manifestName));
  const manifest = JSON.parse(text.toString('utf8')) as BuildManifest;
  for (const artefact of manifest.release.artefacts) {
    const digest = sha256Of(await readFile(join(folder, artefact.name)));
    if (digest !== artefact.digest)
      throw new Error(`${join(folder, artefact.name)} is not what was built: it has ${digest}, the manifest ${artefact.digest}`);
  }
  return { kind: 'built', artefacts: manifest.release.artefacts, manifest: sha256Of(text), evidence: [] };
}

/** Two runs may build a commit at once (what was live before lies in the cache): each writes elsewhere, and the first one's stays. */
async function writeWhole(folder: string, contents: readonly (readonly [string, Uint8Array])[]): Promise<void> {
  const unfinished = join(dirname(folder), `.${basename(folder)}.${process.pid}.going`);
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  for (const [name, bytes] of contents) await writeFile(join(unfinished, name), bytes);
  try {
    await rename(unfinished, folder);
  } catch (error) {
    if (!existsSync(join(folder, manifestName))) throw error;
    await rm(unfinished, { recursive: true, force: true });
  }
}
