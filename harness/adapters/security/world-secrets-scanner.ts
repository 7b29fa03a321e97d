import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import type { SecurityInputs } from '../../../src/model/project.ts';
import type { Release } from '../../../src/model/release.ts';
import type { EvidenceStore } from '../../../src/ports/evidence-store.ts';
import type { FoundSecret, SearchedPlace, SecretsReport, SecretsScanner } from '../../../src/ports/secrets-scanner.ts';
import type { World, WorldPlan } from '../../backends/backend.ts';
import { everyPage } from '../aws/every-page.ts';
import type { Sessions } from '../aws/sessions.ts';
import { git } from '../source/git.ts';
import { blobIdsIn, blobsOf, broughtInBy } from './git-blobs.ts';
import { type KnownSecret, knownSecrets, sharedAmong } from './known-secrets.ts';
import { filesBelow, type Held, inArtefacts, loggedIn } from './searched-places.ts';
import { largestBytes, type Searched, Searcher, textOf } from './searcher.ts';

export interface WorldSecretsOptions {
  readonly world: World;
  readonly plan: WorldPlan;
  readonly sessions: Sessions;
  readonly inputs: SecurityInputs;
  /** The commit's work tree, a git repository with its history. */
  readonly root: () => Promise<string>;
  readonly readArtefact: (commit: string, name: string) => Promise<Uint8Array | null>;
  readonly outDir: string;
  readonly evidence: Pick<EvidenceStore, 'keep'>;
}

/** Source, history, artefacts, logs and evidence, searched for what looks like a secret and for the values of this world. */
export class WorldSecretsScanner implements SecretsScanner {
  readonly #options: WorldSecretsOptions;

  constructor(options: WorldSecretsOptions) {
    this.#options = options;
  }

  async search(release: Release): Promise<SecretsReport> {
    const { world, plan, sessions, inputs, evidence } = this.#options;
    const known = await knownSecrets(world, plan, sessions);
    const searcher = new Searcher(known, inputs.allow);
    const places: Readonly<Record<SearchedPlace, Held>> = {
      source: await this.#source(),
      history: await this.#history(release),
      artefacts: await inArtefacts(release.artefacts, (name) => this.#options.readArtefact(release.commit, name)),
      logs: await this.#logs(),
      evidence: await filesBelow('evidence', this.#options.outDir, ['evidence', 'report', 'docs']),
    };
    const found: FoundSecret[] = [];
    for (const { texts } of Object.values(places)) for (const text of texts) found.push(...(await searcher.search(text)));
    const report = {
      found: await this.#withCommits(found, release),
      shared: sharedAmong(known),
      plain: await this.#plain(known),
      known: known.length,
      searched: {
        source: places.source.texts.length,
        history: places.history.texts.length,
        artefacts: places.artefacts.texts.length,
        logs: places.logs.texts.length,
        evidence: places.evidence.texts.length,
      },
      leftOut: { files: Object.values(places).reduce((sum, { leftOut }) => sum + leftOut, 0), largerThanBytes: largestBytes },
    };
    return { ...report, evidence: [await evidence.keep('secrets.json', JSON.stringify(report, null, 2))] };
  }

  async #source(): Promise<Held> {
    const root = await this.#options.root();
    const texts: Searched[] = [];
    let leftOut = 0;
    for (const path of (await git(root, ['ls-files', '-z'])).split('\0').filter((one) => one !== '')) {
      const content = await contentOf(join(root, path));
      const text = content === null || content.length > largestBytes ? null : textOf(content);
      if (content !== null && content.length > largestBytes) leftOut += 1;
      if (text !== null) texts.push({ place: 'source', path, text });
    }
    return { texts, leftOut };
  }

  /** What earlier commits held and this one doesn't. */
  async #history({ commit }: Release): Promise<Held> {
    const root = await this.#options.root();
    const { read, leftOut } = await blobsOf(root, commit, largestBytes, await blobIdsIn(root, commit));
    const texts = read.flatMap(({ id, path, bytes }): readonly Searched[] => {
      const text = textOf(bytes);
      return text === null ? [] : [{ place: 'history', path, where: `${path}@${id}`, text }];
    });
    return { texts, leftOut };
  }

  async #logs(): Promise<Held> {
    const { plan, sessions, outDir } = this.#options;
    const files = await filesBelow('logs', outDir, ['logs']);
    const logged = await Promise.all(
      plan.environments.flatMap(({ name, account, regions }) => regions.map((region) => loggedIn(sessions.root(account, region), name))),
    );
    return { texts: [...files.texts, ...logged.flat()], leftOut: files.leftOut };
  }

  async #plain(known: readonly KnownSecret[]): Promise<SecretsReport['plain']> {
    const { plan, sessions } = this.#options;
    const plain = await Promise.all(
      placesIn(plan).map(async ({ name, account, region }) => {
        const functions = await everyPage(async (Marker) => {
          const { Functions: items, NextMarker: next } = await sessions
            .root(account, region)
            .lambda.send(new ListFunctionsCommand({ Marker }));
          return { items, next };
        });
        return functions.flatMap(({ FunctionName: fn = '', Environment: { Variables: variables = {} } = {} }) =>
          Object.entries(variables).flatMap(([variable, value]) => {
            const secret = known.find((each) => value.includes(each.value));
            return secret === undefined ? [] : [{ environment: name, function: fn, variable, secret: secret.name }];
          }),
        );
      }),
    );
    return plain.flat();
  }

  /** A content's id says little to people: they are told which commit brought it in. */
  async #withCommits(found: readonly FoundSecret[], { commit }: Release): Promise<readonly FoundSecret[]> {
    const root = await this.#options.root();
    return await Promise.all(
      found.map(async (each) => {
        const [, path = '', id = '', at = ''] = /^(.*)@([0-9a-f]{40,64})(:.*)$/.exec(each.where) ?? [];
        if (each.place !== 'history' || id === '') return each;
        return { ...each, where: `${path}${at} in commit ${await broughtInBy(root, commit, id)}` };
      }),
    );
  }
}

function placesIn({ environments }: WorldPlan): readonly { readonly name: string; readonly account: string; readonly region: string }[] {
  return environments.flatMap(({ name, account, regions }) => regions.map((region) => ({ name, account, region })));
}

/** Null for what git tracks and the file system doesn't show as a file: a submodule, a link to nowhere. */
async function contentOf(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR')) return null;
    throw error;
  }
}
