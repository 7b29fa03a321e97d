import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GivenOrder, rolloutOrders, type RolloutOrders } from '../../../src/ports/rollout-orders.ts';

/** One order an environment, as a file in the run's state: written by the command, read and removed by the run. A later one takes its place. */
export class OrderFiles implements RolloutOrders {
  readonly #folder: string;

  constructor(stateDir: string) {
    this.#folder = join(stateDir, 'rollout-orders');
  }

  /** It is there whole when this returns, or not at all. */
  give(environment: string, order: GivenOrder): void {
    mkdirSync(this.#folder, { recursive: true });
    const path = this.#pathOf(environment);
    const unfinished = `${path}.${String(process.pid)}.unfinished`;
    writeFileSync(unfinished, JSON.stringify(order));
    renameSync(unfinished, path);
  }

  next(environment: string): Promise<GivenOrder | null> {
    const path = this.#pathOf(environment);
    return Promise.resolve(existsSync(path) ? readOrder(path) : null);
  }

  /** One that was given meanwhile stays. */
  async taken(environment: string, { at, order }: GivenOrder): Promise<void> {
    const now = await this.next(environment);
    if (now?.at === at && now.order === order) rmSync(this.#pathOf(environment), { force: true });
  }

  #pathOf(environment: string): string {
    return join(this.#folder, `${environment}.json`);
  }
}

function readOrder(path: string): GivenOrder {
  const read = JSON.parse(readFileSync(path, 'utf8')) as Partial<GivenOrder>;
  const order = rolloutOrders.find((each) => each === read.order);
  if (order === undefined || typeof read.by !== 'string' || typeof read.at !== 'string') {
    throw new Error(`${path} is no order that a rollout knows: remove it.`);
  }
  return { order, by: read.by, at: read.at };
}
