import { invalidParameterValue, invalidReceiptHandle } from './errors.ts';
import type { FoundQueue } from './find-queue.ts';
import { sqsTables } from './state.ts';
import type { MessageRow } from './state.ts';

export interface HeldMessage {
  readonly key: string;
  /** Undefined where it was deleted meanwhile. */
  readonly row: MessageRow | undefined;
  /** Whether the handle is the one that the message was received with last. */
  readonly isLatest: boolean;
}

export function receiptHandle(key: string, receipt: string): string {
  return Buffer.from(`${key} ${receipt}`).toString('base64');
}

/** The message that a handle of this queue stands for. @throws ReceiptHandleIsInvalid */
export function heldMessage({ queue, partition }: FoundQueue, handle = ''): HeldMessage {
  const text = Buffer.from(handle, 'base64').toString();
  const match = /^(?<key>(?<queueId>[0-9a-f]{16})\/\d{12}) (?<receipt>[0-9a-f]{32})$/.exec(text)?.groups;
  if (match === undefined) throw invalidReceiptHandle();
  const { key = '', queueId, receipt } = match;
  if (queueId !== queue.id)
    throw invalidParameterValue(`Value ${handle} for parameter ReceiptHandle is invalid. Reason: The receipt handle is not of this queue.`);
  const row = sqsTables(partition).messages.get(key);
  return { key, row, isLatest: row?.receipt === receipt };
}
