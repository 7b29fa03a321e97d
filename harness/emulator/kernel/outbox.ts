import type { Partition, Table } from '../accounts/state.ts';
import type { ServiceHost } from './context.ts';

/** Something that was accepted and is yet to be delivered. */
export interface Parcel<Item> {
  readonly item: Item;
  readonly acceptedAtMs: number;
  readonly dueAtMs: number;
  /** How often delivery failed so far. */
  readonly attempts: number;
}

/** What came of one attempt. `again` may change the item, which keeps the count of what is to be counted. */
export type DeliveryOutcome<Item> =
  { readonly kind: 'through' } | { readonly kind: 'again'; readonly afterMs: number; readonly item?: Item };

export interface OutboxOptions<Item> {
  readonly host: Pick<ServiceHost, 'state' | 'now' | 'randomHex' | 'background'>;
  /** The service's signing name, and the table that parcels are kept in. */
  readonly service: string;
  readonly table: string;
  readonly maxParallel: number;
  deliver(parcel: Parcel<Item>, partition: Partition, stop: AbortSignal): Promise<DeliveryOutcome<Item>>;
}

interface Waiting {
  readonly partition: Partition;
  readonly key: string;
  readonly dueAtMs: number;
}

/**
 * What a service has accepted and delivers after its answer: at least once, also where the emulator is killed before. A parcel is durable when
 * `add` returns, and goes when it is delivered or given up. Time is the emulator's clock, which is looked at often, as it may run fast.
 */
export class Outbox<Item> implements AsyncDisposable {
  readonly #options: OutboxOptions<Item>;
  readonly #stop = new AbortController();
  readonly #running = new Set<Promise<void>>();
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(options: OutboxOptions<Item>) {
    this.#options = options;
  }

  /** Takes up what a killed emulator left. */
  start(): void {
    for (const partition of this.#options.host.state.partitionsOf(this.#options.service)) {
      for (const [key, { dueAtMs }] of this.#table(partition).scan()) this.#waiting.push({ partition, key, dueAtMs });
    }
    this.#schedule();
  }

  /** May be part of a transaction: what is rolled back is not delivered. */
  add(partition: Partition, item: Item): void {
    const nowMs = this.#nowMs();
    const key = `${String(nowMs).padStart(15, '0')}-${this.#options.host.randomHex(8)}`;
    this.#table(partition).put(key, { item, acceptedAtMs: nowMs, dueAtMs: nowMs, attempts: 0 });
    this.#waiting.push({ partition, key, dueAtMs: nowMs });
    this.#schedule();
  }

  stop(): void {
    this.#stop.abort();
    clearTimeout(this.#timer);
  }

  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stop();
    await this.settled();
  }

  #table(partition: Partition): Table<Parcel<Item>> {
    return partition.table(this.#options.table);
  }

  #nowMs(): number {
    return this.#options.host.now().getTime();
  }

  /** Delivery never starts within the call that adds: that one answers first. */
  #schedule(): void {
    if (this.#stop.signal.aborted || this.#waiting.length === 0) return;
    const nextMs = this.#waiting.reduce((least, { dueAtMs }) => Math.min(least, dueAtMs), Infinity);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), Math.min(Math.max(nextMs - this.#nowMs(), 0), lookEveryMs));
  }

  #look(): void {
    const nowMs = this.#nowMs();
    const due = this.#waiting.filter(({ dueAtMs }) => dueAtMs <= nowMs).slice(0, this.#options.maxParallel - this.#running.size);
    const taken = new Set(due);
    this.#waiting = this.#waiting.filter((each) => !taken.has(each));
    for (const each of due) {
      const run = this.#attempt(each)
        .catch((error: unknown) => {
          // What nobody foresaw ends the emulator loudly, as any background work's failure does.
          this.#options.host.background(() => Promise.reject(error instanceof Error ? error : new Error(String(error))));
        })
        .finally(() => {
          this.#running.delete(run);
          this.#schedule();
        });
      this.#running.add(run);
    }
    // Where all hands are busy, the end of one looks again.
    if (this.#running.size < this.#options.maxParallel) this.#schedule();
  }

  async #attempt({ partition, key }: Waiting): Promise<void> {
    const parcel = this.#table(partition).get(key);
    if (parcel === undefined) return;
    const outcome = await this.#options.deliver(parcel, partition, this.#stop.signal);
    if (outcome.kind === 'through') {
      this.#table(partition).delete(key);
      return;
    }
    // What failed because the emulator closes is tried again by the next one.
    if (this.#stop.signal.aborted) return;
    const dueAtMs = this.#nowMs() + outcome.afterMs;
    const { item = parcel.item } = outcome;
    this.#table(partition).put(key, { ...parcel, item, dueAtMs, attempts: parcel.attempts + 1 });
    this.#waiting.push({ partition, key, dueAtMs });
  }
}

const lookEveryMs = 50;
