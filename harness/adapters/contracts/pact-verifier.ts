import { z } from 'zod';
import type {
  ContractVerifier,
  DeployedConsumers,
  PactReport,
  VerifiedInteraction,
  VerifiedPact,
} from '../../../src/ports/contract-verifier.ts';
import type { Unread } from '../../../src/ports/project-reader.ts';
import type { CommitFiles } from '../policy/commit-files.ts';
import { readPact, type Pact } from './pact-file.ts';
import { type ProviderStates, readStates } from './provider-states.ts';
import { verifyInteraction } from './verify-interaction.ts';

export interface PactVerifierOptions {
  /** Null where rehearsal.yaml names none. */
  readonly folder: string | null;
  readonly files: CommitFiles;
  /** Address of a provider (a function's name, or the project's) in an environment; null where there is none of that name. */
  readonly urlOf: (environment: string, provider: string) => Promise<string | null>;
}

const deployedFile = z.record(
  z.string(),
  z.record(
    z.string(),
    z.union([z.string(), z.array(z.string())]).transform((version) => [version].flat()),
  ),
);

/** The consumers' pacts of the commit, asked of the provider that is deployed, one after the other: pacts may share what they look at. */
export class PactVerifier implements ContractVerifier {
  readonly #options: PactVerifierOptions;

  constructor(options: PactVerifierOptions) {
    this.#options = options;
  }

  async verify(environment: string): Promise<PactReport> {
    const unread: Unread[] = [];
    const attempt = async <Value>(path: string, read: (text: string) => Value): Promise<Value | null> => {
      try {
        const text = await this.#options.files.read(path);
        return text === null ? null : read(text);
      } catch (error) {
        unread.push({ path, why: error instanceof Error ? error.message : String(error) });
        return null;
      }
    };
    const folder = (this.#options.folder ?? '').replace(/\/+$/, '');
    const states = (await attempt(`${folder}/states.json`, readStates)) ?? {};
    const deployed = await attempt(`${folder}/deployed.json`, readDeployed);
    const pacts: VerifiedPact[] = [];
    for (const path of await this.#pactFiles(folder)) {
      const pact = await attempt(path, (text) => readPact(path, text));
      if (pact !== null) pacts.push(await this.#verifyPact(path, pact, environment, states, `${folder}/states.json`));
    }
    return { pacts, unread, deployed };
  }

  async #pactFiles(folder: string): Promise<readonly string[]> {
    const own = new Set([`${folder}/states.json`, `${folder}/deployed.json`]);
    return (await this.#options.files.paths())
      .filter((path) => path.startsWith(`${folder}/`) && path.endsWith('.json') && !own.has(path))
      .sort();
  }

  async #verifyPact(path: string, pact: Pact, environment: string, states: ProviderStates, statesPath: string): Promise<VerifiedPact> {
    const { consumer, provider, version } = pact;
    const interactions: VerifiedInteraction[] = [];
    for (const interaction of pact.interactions) {
      const urlOf = (name: string): Promise<string | null> => this.#options.urlOf(environment, name);
      interactions.push(await verifyInteraction({ interaction, provider, urlOf, states, statesPath }));
    }
    return { path, consumer, version, provider, interactions };
  }
}

function readDeployed(text: string): DeployedConsumers {
  const read = deployedFile.safeParse(JSON.parse(text));
  if (!read.success) throw new Error('it must say which version of each consumer is live, by environment: {"production":{"shop":"2.1.0"}}');
  return read.data;
}
