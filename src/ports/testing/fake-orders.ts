import type { GivenOrder, RolloutOrders } from '../rollout-orders.ts';

/** Orders in the order in which they were given. */
export class FakeOrders implements RolloutOrders {
  readonly given: GivenOrder[] = [];

  next(): Promise<GivenOrder | null> {
    return Promise.resolve(this.given[0] ?? null);
  }

  taken(): Promise<void> {
    this.given.shift();
    return Promise.resolve();
  }
}
