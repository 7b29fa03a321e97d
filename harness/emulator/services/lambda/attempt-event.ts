import type { Partition } from '../../accounts/state.ts';
import type { DeliveryOutcome, Parcel } from '../../kernel/outbox.ts';
import type { AsyncEvent } from './async-event.ts';
import { reportEvent } from './report-event.ts';
import type { EventEnd } from './report-event.ts';
import { invokeFunction } from './invoke-function.ts';
import type { FunctionRunner, InvokedFunction } from './invoke-function.ts';
import { lambdaTables, latest } from './state.ts';
import type { EventInvokeConfigRow } from './state.ts';

/**
 * Runs a function on an event once. AWS tries a failing function twice more, after one and two minutes, and a throttled one for up to six
 * hours, a little later each time; EventInvokeConfig changes both numbers.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export async function attemptEvent(
  running: FunctionRunner,
  { item: event, acceptedAtMs }: Parcel<AsyncEvent>,
  partition: Partition,
  stop: AbortSignal,
): Promise<DeliveryOutcome<AsyncEvent>> {
  const config = configOf(partition, event);
  const { maximumRetryAttempts = 2, maximumEventAgeSeconds = maxAgeSeconds } = config ?? {};
  const isOld = (afterMs: number): boolean =>
    running.host.now().getTime() + afterMs - acceptedAtMs > Math.min(maximumEventAgeSeconds, maxAgeSeconds) * 1000;
  const end = async (how: EventEnd): Promise<DeliveryOutcome<AsyncEvent>> => {
    await reportEvent(running, partition, event, config, how);
    return { kind: 'through' };
  };
  if (isOld(0)) return end({ condition: 'EventAgeExceeded' });
  const attempt = await run(running, partition, event);
  // What was cut short by the emulator's end is no failure of the function.
  if (stop.aborted && !(attempt.kind === 'ran' && attempt.invoked.outcome.kind === 'answered')) return { kind: 'again', afterMs: 0 };
  if (attempt.kind === 'lost') return { kind: 'through' };
  if (attempt.kind === 'throttled') {
    const afterMs = Math.min(1000 * 2 ** event.throttles, 300_000);
    if (isOld(afterMs)) return end({ condition: 'EventAgeExceeded' });
    return { kind: 'again', afterMs, item: { ...event, throttles: event.throttles + 1 } };
  }
  const { invoked } = attempt;
  if (invoked.outcome.kind === 'answered') return end({ condition: 'Success', invoked });
  const failures = event.failures + 1;
  if (failures > maximumRetryAttempts) return end({ condition: 'RetriesExhausted', invoked });
  const afterMs = failures * 60_000;
  if (isOld(afterMs)) return end({ condition: 'EventAgeExceeded', invoked });
  return { kind: 'again', afterMs, item: { ...event, failures, throttles: 0 } };
}

const maxAgeSeconds = 6 * 3600;

type Attempt = { readonly kind: 'ran'; readonly invoked: InvokedFunction } | { readonly kind: 'throttled' } | { readonly kind: 'lost' };

async function run(running: FunctionRunner, partition: Partition, event: AsyncEvent): Promise<Attempt> {
  const { ref, requestId, clientContext } = event;
  try {
    const invoked = await invokeFunction(running, partition, ref, {
      requestId,
      payload: Buffer.from(event.payload, 'base64'),
      ...(clientContext === undefined ? {} : { clientContext }),
      wantsLog: false,
      via: 'event',
    });
    return { kind: 'ran', invoked };
  } catch (error) {
    const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'TooManyRequestsException') return { kind: 'throttled' };
    running.host.trace({
      at: running.host.now().toISOString(),
      kind: 'event-lost',
      service: 'lambda',
      wants: [],
      requestId,
      account: ref.account,
      function: ref.name,
      reason: String(error),
    });
    return { kind: 'lost' };
  }
}

/** Of exactly the qualifier that was invoked: an alias has its own. */
function configOf(partition: Partition, { ref }: AsyncEvent): EventInvokeConfigRow | undefined {
  return lambdaTables(partition).eventInvokeConfigs.get(`${ref.name}/${ref.qualifier ?? latest}`);
}
