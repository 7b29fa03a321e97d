import type { RolloutOrdered } from '../../model/evidence.ts';
import type { Clock } from '../../ports/clock.ts';
import type { RolloutJournal } from '../../ports/gate.ts';
import type { RolloutOrders } from '../../ports/rollout-orders.ts';

export interface OrdersSeen {
  /** A person holds the rollout where it is. */
  readonly held: boolean;
  readonly ends: { readonly order: 'promote' | 'abort'; readonly who: string } | null;
}

/** What people want of a rollout, each order written down before it is followed: a run that is taken up again knows of them. */
export class OrderBook {
  readonly #environment: string;
  readonly #orders: RolloutOrders;
  readonly #journal: RolloutJournal;
  readonly #clock: Clock;
  #last: Pick<RolloutOrdered, 'order' | 'by'> | null;

  constructor(environment: string, orders: RolloutOrders, journal: RolloutJournal, clock: Clock) {
    this.#environment = environment;
    this.#orders = orders;
    this.#journal = journal;
    this.#clock = clock;
    this.#last = journal.begun.findLast((each) => each.kind === 'rollout-order') ?? null;
  }

  /** An order that nobody has taken yet is of a rollout before this one where this one has only begun. */
  async forgetFormer(): Promise<void> {
    if (this.#journal.begun.length > 0) return;
    const former = await this.#orders.next(this.#environment);
    if (former !== null) await this.#orders.taken(this.#environment, former);
  }

  async look(): Promise<OrdersSeen> {
    const given = await this.#orders.next(this.#environment);
    if (given !== null) {
      const { order, by } = given;
      await this.#journal.write({
        kind: 'rollout-order',
        at: this.#clock.now().toISOString(),
        environment: this.#environment,
        order,
        by,
      });
      await this.#orders.taken(this.#environment, given);
      this.#last = given;
    }
    const { order, by } = this.#last ?? { order: null, by: '' };
    return { held: order === 'pause', ends: order === 'promote' || order === 'abort' ? { order, who: by } : null };
  }
}
