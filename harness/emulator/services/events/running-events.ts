import type { Partition } from '../../accounts/state.ts';
import type { OperationContext, ServiceHost } from '../../kernel/context.ts';
import { Outbox } from '../../kernel/outbox.ts';
import { deliverEvent } from './deliver-event.ts';
import type { EventsParcel } from './events-parcel.ts';

/** Events on their way to targets, and those that a killed emulator left. */
export class RunningEvents implements AsyncDisposable {
  readonly #host: ServiceHost;
  readonly #outbox: Outbox<EventsParcel>;

  constructor(host: ServiceHost) {
    this.#host = host;
    this.#outbox = new Outbox<EventsParcel>({
      host,
      service: 'events',
      table: 'deliveries',
      maxParallel: 64,
      deliver: (parcel, partition) => deliverEvent(host, partition, parcel),
    });
    this.#outbox.start();
  }

  add(partition: Partition, parcel: EventsParcel): void {
    this.#outbox.add(partition, parcel);
  }

  trace(entry: Readonly<Record<string, unknown>>): void {
    this.#host.trace({ at: this.#host.now().toISOString(), service: 'events', wants: [], ...entry });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#outbox[Symbol.asyncDispose]();
  }
}

export function runningEvents(context: Pick<OperationContext, 'running'>): RunningEvents {
  if (!(context.running instanceof RunningEvents)) throw new Error('EventBridge was not started.');
  return context.running;
}
