import type { OperationContext } from '../../kernel/context.ts';
import { invalidParameterValue } from './errors.ts';
import type { FoundQueue } from './find-queue.ts';
import { heldMessage } from './receipt-handle.ts';
import { arrivalsOf } from './running-sqs.ts';
import { sqsTables } from './state.ts';

/**
 * Deletes the message that a receipt handle stands for. A message that is gone already is fine. The handle of an earlier receive is
 * answered as if all were well and deletes nothing, as AWS warns it may.
 */
export function deleteHeldMessage(found: FoundQueue, handle: string | undefined, context: OperationContext): void {
  const { key, row, isLatest } = heldMessage(found, handle);
  if (row === undefined) return;
  const isFifo = found.queue.name.endsWith('.fifo');
  if (isFifo && (!isLatest || row.visibleAtMs <= context.now().getTime()))
    throw invalidParameterValue(`Value ${handle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`);
  if (!isLatest) return;
  sqsTables(found.partition).messages.delete(key);
  // The next of the same message group may be received now.
  if (isFifo) arrivalsOf(context).notify(found.queue.id);
}
