import type { OperationContext } from '../../kernel/context.ts';
import { lookUp } from './find-queue.ts';
import type { FoundQueue } from './find-queue.ts';
import { appendMessage, messagesOf, nextSequence } from './message-rows.ts';
import { parseArn } from '../../accounts/arn.ts';
import { readRedrivePolicy } from './redrive-policy.ts';
import { sqsTables } from './state.ts';
import type { MessageRow } from './state.ts';

export interface TakenMessage {
  readonly key: string;
  readonly row: MessageRow & { readonly receipt: string };
}

export interface Taking {
  readonly taken: readonly TakenMessage[];
  /** Dead-letter queues that got messages. */
  readonly deadLetterQueueIds: readonly string[];
  /** When the next message becomes visible by itself, where one does. */
  readonly nextVisibleAtMs?: number;
}

/**
 * Takes up to `most` messages out for `visibilitySeconds`, in their order. What was received too often goes to the dead-letter queue.
 * Of a FIFO queue's message group nothing is given while an earlier message of the group is still out.
 */
export function takeMessages(found: FoundQueue, most: number, visibilitySeconds: number, context: OperationContext): Taking {
  const { queue, partition } = found;
  const nowMs = context.now().getTime();
  const { messages } = sqsTables(partition);
  const deadLetters = deadLettersOf(found, context);
  const isFifo = queue.name.endsWith('.fifo');
  const held = new Set<string>();
  const taken: TakenMessage[] = [];
  let nextVisibleAtMs: number | undefined;
  for (const [key, row] of messagesOf(partition, queue, nowMs)) {
    if (row.visibleAtMs > nowMs) {
      nextVisibleAtMs = Math.min(nextVisibleAtMs ?? Infinity, row.visibleAtMs);
      if (row.groupId !== undefined) held.add(row.groupId);
      continue;
    }
    if (isFifo && held.has(row.groupId ?? '')) continue;
    if (deadLetters?.takes(row) === true) {
      messages.delete(key);
      deadLetters.add(row);
      continue;
    }
    const received = {
      ...row,
      visibleAtMs: nowMs + visibilitySeconds * 1000,
      receiveCount: row.receiveCount + 1,
      firstReceivedAtMs: row.firstReceivedAtMs ?? nowMs,
      receipt: context.randomHex(16),
    };
    messages.put(key, received);
    taken.push({ key, row: received });
    if (taken.length === most) break;
  }
  return {
    taken,
    deadLetterQueueIds: deadLetters?.used() ?? [],
    ...(nextVisibleAtMs === undefined ? {} : { nextVisibleAtMs }),
  };
}

interface DeadLetters {
  takes(row: MessageRow): boolean;
  add(row: MessageRow): void;
  used(): readonly string[];
}

function deadLettersOf(source: FoundQueue, context: OperationContext): DeadLetters | undefined {
  const text = source.queue.attributes['RedrivePolicy'];
  if (text === undefined) return undefined;
  const { deadLetterTargetArn, maxReceiveCount } = readRedrivePolicy(text);
  const arn = parseArn(deadLetterTargetArn);
  const target = arn === undefined ? undefined : lookUp({ account: arn.account, name: arn.resource }, context);
  // Where the dead-letter queue is gone, messages stay and are received again.
  if (target === undefined) return undefined;
  let count = 0;
  return {
    takes: ({ receiveCount }) => receiveCount >= maxReceiveCount,
    add(row) {
      const { receipt: _receipt, ...moved } = row;
      count += 1;
      // The message keeps its id and the time that it was sent at: its retention goes on.
      const visible = { ...moved, visibleAtMs: context.now().getTime(), receiveCount: 0, deadLetterSourceArn: source.arn };
      appendMessage(target.partition, target.queue, nextSequence(target.partition, target.queue), visible);
    },
    used: () => (count > 0 ? [target.queue.id] : []),
  };
}
