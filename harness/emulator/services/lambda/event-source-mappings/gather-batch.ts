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
  const batch: Message[] = [...(await orStop(queue.receive(batchSize, waitSeconds), stop))];
  if (batch.length === 0) return batch;
  const untilMs = nowMs() + windowSeconds * 1000;
  let bytes = bytesOf(batch);
  while (batch.length < batchSize && bytes < maxBatchBytes && !stop.aborted) {
    const leftSeconds = Math.ceil((untilMs - nowMs()) / 1000);
    if (leftSeconds <= 0) break;
    const more = await orStop(queue.receive(batchSize - batch.length, Math.min(leftSeconds, waitSeconds)), stop);
    bytes += bytesOf(more);
    batch.push(...more);
  }
  return batch;
}

const bytesOf = (messages: readonly Message[]): number => messages.reduce((sum, { Body = '' }) => sum + Buffer.byteLength(Body) + 2000, 0);

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
