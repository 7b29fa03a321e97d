import { parseArn } from '../../accounts/arn.ts';
import type { Partition } from '../../accounts/state.ts';
import type { OperationContext, ServiceHost } from '../../kernel/context.ts';
import { Outbox } from '../../kernel/outbox.ts';
import { deliverParcel } from './deliver-parcel.ts';
import type { SnsParcel } from './sns-parcel.ts';

/** Deliveries under way, and those that a killed emulator left. */
export class RunningSns implements AsyncDisposable {
  readonly #outbox: Outbox<SnsParcel>;

  constructor(host: ServiceHost) {
    this.#outbox = new Outbox<SnsParcel>({
      host,
      service: 'sns',
      table: 'deliveries',
      maxParallel: 64,
      deliver: (parcel, _partition, stop) => {
        const { account = '', region = '' } = parseArn(parcel.item.subscription.topicArn) ?? {};
        return deliverParcel(host, { account, region }, parcel, stop);
      },
    });
    this.#outbox.start();
  }

  add(partition: Partition, parcel: SnsParcel): void {
    this.#outbox.add(partition, parcel);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#outbox[Symbol.asyncDispose]();
  }
}

export function runningSns(context: Pick<OperationContext, 'running'>): RunningSns {
  if (!(context.running instanceof RunningSns)) throw new Error('SNS was not started.');
  return context.running;
}
