import type { Message } from '@aws-sdk/client-sqs';
import type { EventSourceMappingRow } from '../state.ts';
import type { MappedQueue } from './mapped-queue.ts';

/** SQS's longest long poll. */
const waitSeconds = 20;
/** A batch is invoked before it grows beyond Lambda's limit for a payload. */
const maxBatchBytes = 6_000_000;

/** The messages of one batch: until it is full, its window is over, or, without a window, as they come. Empty where nothing came. */
export async function gatherBatch(
  queue: MappedQueue,
  { batchSize, windowSeconds }: EventSourceMappingRow,
  nowMs: () => number,
  stop: AbortSignal,
): Promise<readonly Message[]> {
  // By id: one whose visibility timeout ends before the window comes again, with a receipt handle that makes the former void.
  const batch = new Map<string, Message>();
  const add = (messages: readonly Message[]): void => {
    for (const message of messages) batch.set(message.MessageId ?? '', message);
  };
  add(await orStop(queue.receive(batchSize, waitSeconds), stop));
  const untilMs = nowMs() + windowSeconds * 1000;
  while (batch.size > 0 && batch.size < batchSize && bytesOf(batch.values()) < maxBatchBytes && !stop.aborted) {
    const leftSeconds = Math.ceil((untilMs - nowMs()) / 1000);
    if (leftSeconds <= 0) break;
    add(await orStop(queue.receive(batchSize - batch.size, Math.min(leftSeconds, waitSeconds)), stop));
  }
  return [...batch.values()];
}

function bytesOf(messages: Iterable<Message>): number {
  let bytes = 0;
  // What a record holds beside its body is small.
  for (const { Body = '' } of messages) bytes += Buffer.byteLength(Body) + 2000;
  return bytes;
}

/** A poll is not waited for when the emulator closes: SQS ends it, and nobody wants its answer. */
async function orStop(receiving: Promise<readonly Message[]>, stop: AbortSignal): Promise<readonly Message[]> {
  if (stop.aborted) return [];
  let stopped = (): void => undefined;
  const stopping = new Promise<readonly Message[]>((resolve) => {
    stopped = () => resolve([]);
    stop.addEventListener('abort', stopped, { once: true });
  });
  try {
    return await Promise.race([receiving, stopping]);
  } finally {
    stop.removeEventListener('abort', stopped);
  }
}
