import { GetObjectCommand, NoSuchKey, PutObjectCommand } from '@aws-sdk/client-s3';
import type { StageEnd } from '../../../src/ports/promotion-lock.ts';
import type { AwsClients } from '../aws/accounts.ts';

/** What the last promotion into an environment left. */
export interface StageState extends StageEnd {
  /** When the last promotion that came to its end did so: what happened before is accounted for. ISO 8601 UTC; null where there was none. */
  readonly accountedAt: string | null;
}

/** `state/<repository>/<environment>.json` in the tooling account, where every pipeline finds it. */
export class StageStates {
  readonly #pipeline: () => AwsClients;
  readonly #bucket: string;
  readonly #repository: string;

  constructor(pipeline: () => AwsClients, place: { readonly bucket: string; readonly repository: string }) {
    this.#pipeline = pipeline;
    this.#bucket = place.bucket;
    this.#repository = place.repository;
  }

  async read(environment: string): Promise<StageState | null> {
    try {
      const { Body: body } = await this.#pipeline().s3.send(new GetObjectCommand(this.#at(environment)));
      return JSON.parse((await body?.transformToString()) ?? 'null') as StageState | null;
    } catch (error) {
      if (error instanceof NoSuchKey) return null;
      throw error;
    }
  }

  /** A stage that was blocked leaves what it has deployed; what others did meanwhile stays to be explained. */
  async write(environment: string, ended: StageEnd, now: string): Promise<void> {
    const accountedAt = ended.accounts ? now : ((await this.read(environment))?.accountedAt ?? null);
    const state: StageState = { ...ended, accountedAt };
    await this.#pipeline().s3.send(new PutObjectCommand({ ...this.#at(environment), Body: JSON.stringify(state, null, 2) }));
  }

  /** The environment was brought back to where no promotion had been: the next one finds nothing that was left. */
  async forget(environment: string): Promise<void> {
    await this.#pipeline().s3.send(new PutObjectCommand({ ...this.#at(environment), Body: 'null' }));
  }

  #at(environment: string): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.#bucket, Key: `state/${this.#repository}/${environment}.json` };
  }
}
