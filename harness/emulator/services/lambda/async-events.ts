import type { Partition } from '../../accounts/state.ts';
import { Outbox } from '../../kernel/outbox.ts';
import type { DeliveryOutcome, Parcel } from '../../kernel/outbox.ts';
import type { AsyncEvent } from './async-event.ts';
import { attemptEvent } from './attempt-event.ts';
import type { FunctionRunner } from './invoke-function.ts';

/** Events of InvocationType Event on their way. They are on disk: one that was accepted outlives the emulator, as on AWS. */
export class AsyncEvents {
  readonly #outbox: Outbox<AsyncEvent>;

  constructor(running: FunctionRunner) {
    this.#outbox = new Outbox<AsyncEvent>({
      host: running.host,
      service: 'lambda',
      table: 'async-events',
      maxParallel: 256,
      deliver: (parcel: Parcel<AsyncEvent>, partition: Partition, stop): Promise<DeliveryOutcome<AsyncEvent>> =>
        attemptEvent(running, parcel, partition, stop),
    });
  }

  /** Takes up what a killed emulator left. */
  start(): void {
    this.#outbox.start();
  }

  add(partition: Partition, event: Pick<AsyncEvent, 'ref' | 'requestId' | 'clientContext'> & { readonly payload: Uint8Array }): void {
    this.#outbox.add(partition, { ...event, payload: Buffer.from(event.payload).toString('base64'), failures: 0, throttles: 0 });
  }

  stop(): void {
    this.#outbox.stop();
  }

  settled(): Promise<void> {
    return this.#outbox.settled();
  }
}
