import type { OperationContext } from '../../kernel/context.ts';
import { invalidParameterValue, messageNotInFlight } from './errors.ts';
import type { FoundQueue } from './find-queue.ts';
import { isInFlight } from './message-rows.ts';
import { heldMessage } from './receipt-handle.ts';
import { arrivalsOf } from './running-sqs.ts';
import { sqsTables } from './state.ts';

/** Makes a message that is in flight visible `seconds` from now. */
export function changeVisibility(
  found: FoundQueue,
  { ReceiptHandle: handle, VisibilityTimeout: seconds = 0 }: { ReceiptHandle?: string | undefined; VisibilityTimeout?: number | undefined },
  context: OperationContext,
): void {
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > 43_200)
    throw invalidParameterValue(
      `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and 43200, if provided.`,
    );
  const { key, row, isLatest } = heldMessage(found, handle);
  if (row === undefined)
    throw invalidParameterValue(
      `Value ${handle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
    );
  const nowMs = context.now().getTime();
  if (!isLatest || !isInFlight(row, nowMs)) throw messageNotInFlight();
  sqsTables(found.partition).messages.put(key, { ...row, visibleAtMs: nowMs + seconds * 1000 });
  arrivalsOf(context).notify(found.queue.id);
}
