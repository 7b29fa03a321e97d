import type { Partition } from '../../../accounts/state.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import { lambdaTables } from '../state.ts';
import type { EventSourceMappingRow } from '../state.ts';
import { gatherBatch } from './gather-batch.ts';
import { handleBatch } from './handle-batch.ts';
import { pause } from './pause.ts';
import { mappedQueue } from './mapped-queue.ts';
import type { FunctionRunner } from '../invoke-function.ts';

/** AWS begins with five concurrent batches of a queue; here it stays at that where the mapping says nothing. */
const defaultConcurrency = 5;

/** Takes batches from a queue to its function until the mapping is disabled or gone, or the emulator closes. */
export async function pollMapping(running: FunctionRunner, partition: Partition, uuid: string, stop: AbortSignal): Promise<void> {
  const nowMs = (): number => running.host.now().getTime();
  const batches = new Set<Promise<void>>();
  let failures = 0;
  for (;;) {
    const mapping = lambdaTables(partition).eventSourceMappings.get(uuid);
    if (mapping?.enabled !== true || stop.aborted) break;
    try {
      await pollOnce(running, partition, mapping, batches, stop);
      failures = 0;
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      // The role may no longer do it, or the queue or the function is gone: Lambda goes on trying. The calls are in the trace.
      await pause(nowMs, Math.min(1000 * 2 ** failures, 60_000), stop);
      failures += 1;
    }
  }
  await Promise.all(batches);
}

async function pollOnce(
  running: FunctionRunner,
  partition: Partition,
  mapping: EventSourceMappingRow,
  batches: Set<Promise<void>>,
  stop: AbortSignal,
): Promise<void> {
  const queue = await mappedQueue(running, partition, mapping);
  const messages = await gatherBatch(queue, mapping, () => running.host.now().getTime(), stop);
  if (messages.length === 0) return;
  // What was changed while the poll was open holds for what it brought.
  const current = lambdaTables(partition).eventSourceMappings.get(mapping.uuid) ?? mapping;
  const batch = handleBatch(running, partition, current, queue, messages, stop).finally(() => batches.delete(batch));
  batches.add(batch);
  if (batches.size >= (current.maximumConcurrency ?? defaultConcurrency)) await Promise.race(batches);
}
