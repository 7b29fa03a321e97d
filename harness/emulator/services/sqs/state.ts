import type { Partition, Table } from '../../accounts/state.ts';

export interface QueueRow {
  readonly name: string;
  /** New for each creation: messages of a deleted queue of the same name stay away. */
  readonly id: string;
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
  /** What can be set, as text and with the defaults filled in. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly purgedAtMs?: number;
}

export interface MessageRow {
  readonly id: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  /** AWSTraceHeader, where it was sent. */
  readonly traceHeader?: string;
  readonly senderId: string;
  readonly sentAtMs: number;
  /** Delayed or in flight until then. */
  readonly visibleAtMs: number;
  readonly receiveCount: number;
  readonly firstReceivedAtMs?: number;
  /** The part of the last receipt handle that is its own. */
  readonly receipt?: string;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  readonly sequenceNumber?: string;
  /** The queue that it was moved from by a redrive policy. */
  readonly deadLetterSourceArn?: string;
}

export type MessageAttributes = Readonly<Record<string, MessageAttributeRow>>;

/** `value` is base64 where the type is Binary. */
export interface MessageAttributeRow {
  readonly type: string;
  readonly value: string;
}

/** A deduplication id that was seen: the message it stands for, and until when. */
export interface DeduplicationRow {
  readonly messageId: string;
  readonly sequenceNumber: string;
  readonly untilMs: number;
}

export interface SqsTables {
  /** By name. */
  readonly queues: Table<QueueRow>;
  /** By `queue id/sequence`, in the order of arrival. */
  readonly messages: Table<MessageRow>;
  /** By `queue id/scope/deduplication id`. */
  readonly deduplications: Table<DeduplicationRow>;
  /** By queue id: how many messages ever arrived. */
  readonly sequences: Table<number>;
  /** By name: when a queue of that name was deleted, in ms. */
  readonly deleted: Table<number>;
}

export function sqsTables(partition: Partition): SqsTables {
  return {
    queues: partition.table('queues'),
    messages: partition.table('messages'),
    deduplications: partition.table('deduplications'),
    sequences: partition.table('sequences'),
    deleted: partition.table('deleted'),
  };
}
