import { createHash, randomUUID } from 'node:crypto';
import type { Principal } from '../../accounts/principal.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { invalidParameterValue } from './errors.ts';
import type { FoundQueue } from './find-queue.ts';
import { md5OfAttributes } from './message-attributes.ts';
import type { CheckedMessage } from './message-input.ts';
import { appendMessage, nextSequence } from './message-rows.ts';
import { sqsTables } from './state.ts';
import type { QueueRow } from './state.ts';

export interface AcceptedMessage {
  readonly MessageId: string;
  readonly MD5OfMessageBody: string;
  readonly MD5OfMessageAttributes?: string;
  readonly SequenceNumber?: string;
}

/** Puts a message into a queue, within a transaction. A duplicate, in a FIFO queue, is answered as the first was and goes nowhere. */
export function acceptMessage({ queue, partition }: FoundQueue, message: CheckedMessage, context: OperationContext): AcceptedMessage {
  const nowMs = context.now().getTime();
  const isFifo = queue.name.endsWith('.fifo');
  const deduplicationId = isFifo ? deduplicationIdOf(queue, message) : undefined;
  const { deduplications } = sqsTables(partition);
  const scope = queue.attributes['DeduplicationScope'] === 'messageGroup' ? (message.groupId ?? '') : '';
  const key = `${queue.id}/${scope}/${deduplicationId ?? ''}`;
  const seen = deduplicationId === undefined ? undefined : deduplications.get(key);
  if (seen !== undefined && seen.untilMs > nowMs) return answer(message, seen.messageId, seen.sequenceNumber);
  const id = randomUUID();
  const sequence = nextSequence(partition, queue);
  const sequenceNumber = isFifo ? sequenceNumberOf(sequence) : undefined;
  appendMessage(partition, queue, sequence, {
    id,
    body: message.body,
    attributes: message.attributes,
    senderId: senderId(context.principal),
    sentAtMs: nowMs,
    visibleAtMs: nowMs + message.delaySeconds * 1000,
    receiveCount: 0,
    ...(message.traceHeader === undefined ? {} : { traceHeader: message.traceHeader }),
    ...(message.groupId === undefined ? {} : { groupId: message.groupId }),
    ...(deduplicationId === undefined ? {} : { deduplicationId }),
    ...(sequenceNumber === undefined ? {} : { sequenceNumber }),
  });
  if (sequenceNumber !== undefined) deduplications.put(key, { messageId: id, sequenceNumber, untilMs: nowMs + deduplicationMs });
  return answer(message, id, sequenceNumber);
}

const deduplicationMs = 5 * 60_000;

function deduplicationIdOf(queue: QueueRow, { deduplicationId, body }: CheckedMessage): string {
  if (deduplicationId !== undefined) return deduplicationId;
  if (queue.attributes['ContentBasedDeduplication'] === 'true') return createHash('sha256').update(body).digest('hex');
  throw invalidParameterValue(
    'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
  );
}

/** Twenty digits, as AWS's: they can be compared as text. */
function sequenceNumberOf(sequence: number): string {
  return String(18_849_496_460_467_696_128n + BigInt(sequence));
}

function answer(message: CheckedMessage, MessageId: string, SequenceNumber: string | undefined): AcceptedMessage {
  const attributesMd5 = md5OfAttributes(message.attributes);
  return {
    MessageId,
    MD5OfMessageBody: createHash('md5').update(message.body).digest('hex'),
    ...(attributesMd5 === undefined ? {} : { MD5OfMessageAttributes: attributesMd5 }),
    ...(SequenceNumber === undefined ? {} : { SequenceNumber }),
  };
}

function senderId(principal: Principal): string {
  if (principal.kind === 'assumed-role') return `${principal.roleId}:${principal.sessionName}`;
  if (principal.kind === 'user') return principal.userId;
  if (principal.kind === 'service') return principal.service;
  return principal.kind === 'root' ? principal.account : 'anonymous';
}
