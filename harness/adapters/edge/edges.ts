import { GetAliasCommand } from '@aws-sdk/client-lambda';
import { greenUrl } from '../deploy/green-alias.ts';
import { latest } from '../deploy/lambda-versions.ts';
import { placeIn } from '../deploy/place-in.ts';
import type { StackFunction } from '../deploy/stack-functions.ts';
import type { EdgeWeight, EdgeWeights } from './edge-weights.ts';
import { seededDraw } from './seeded-draw.ts';
import { type EdgeRequest, type EdgeTarget, startWeightedEdge, type WeightedEdge } from './weighted-edge.ts';

export interface EdgesOptions {
  readonly weights: EdgeWeights;
  /** An address on this machine that reaches what the account calls by this function URL. */
  readonly reach: (environment: string, functionUrl: string) => Promise<string>;
  readonly seed: number;
  readonly now: () => Date;
}

/** What an edge's function served, by the function's place. */
export interface ServedByEdge extends EdgeRequest {
  readonly place: string;
}

/** The weighted edges of a world: one in front of each function that has a URL and an alias, from when somebody first asks for its address. */
export class Edges implements AsyncDisposable {
  readonly #options: EdgesOptions;
  readonly #open = new Map<string, Promise<WeightedEdge>>();
  readonly #served = new Map<string, ServedByEdge[]>();

  constructor(options: EdgesOptions) {
    this.#options = options;
  }

  /** Where users are sent; null of a function without a URL, or without an alias to stand in front of. */
  async urlOf(environment: string, fn: StackFunction): Promise<string | null> {
    return (await this.#of(environment, fn))?.url ?? null;
  }

  weightOf(environment: string, fn: StackFunction): EdgeWeight | null {
    return this.#options.weights.of(environment, placeIn(fn));
  }

  /** Sends so much past the live alias, to the green one; null for nothing. Written down first: a kill between the two leaves what is written. */
  async share(environment: string, fn: StackFunction, weight: EdgeWeight | null): Promise<void> {
    this.#options.weights.set(environment, placeIn(fn), weight);
    await this.refresh(environment, fn);
  }

  /** Reads again which version the live alias is: a stack may have moved it by itself. */
  async refresh(environment: string, fn: StackFunction): Promise<void> {
    const edge = await this.#of(environment, fn);
    if (edge !== null) edge.share(await this.#split(environment, fn));
  }

  /** All that was answered there since the world was opened, oldest first. */
  served(environment: string): readonly ServedByEdge[] {
    return this.#served.get(environment) ?? [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#open.values()].map(async (edge) => (await edge)[Symbol.asyncDispose]()));
  }

  async #of(environment: string, fn: StackFunction): Promise<WeightedEdge | null> {
    if (fn.url === null || fn.alias === latest) return null;
    const name = `${environment} ${placeIn(fn)}`;
    const opening = this.#open.get(name) ?? this.#start(environment, fn, name);
    this.#open.set(name, opening);
    // Whoever asks next tries again.
    opening.catch(() => this.#open.delete(name));
    return await opening;
  }

  async #start(environment: string, fn: StackFunction, name: string): Promise<WeightedEdge> {
    const { seed, now } = this.#options;
    const place = placeIn(fn);
    const served = this.#served.get(environment) ?? [];
    this.#served.set(environment, served);
    return await startWeightedEdge({
      split: await this.#split(environment, fn),
      draw: seededDraw(seed, name),
      now,
      answered: (request) => served.push({ ...request, place }),
    });
  }

  async #split(environment: string, fn: StackFunction): Promise<WeightedEdge['split']> {
    const { reach } = this.#options;
    const asked = new GetAliasCommand({ FunctionName: fn.physicalId, Name: fn.alias });
    const { FunctionVersion: version = '' } = await fn.clients.lambda.send(asked);
    const stable: EdgeTarget = { url: await reach(environment, fn.url ?? ''), version };
    const weight = this.weightOf(environment, fn);
    if (weight === null) return { stable, candidate: null };
    return { stable, candidate: { ...weight, url: await reach(environment, await greenUrl(fn)) } };
  }
}
