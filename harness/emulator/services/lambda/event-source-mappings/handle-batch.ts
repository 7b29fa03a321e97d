import { randomUUID } from 'node:crypto';
import type { Message } from '@aws-sdk/client-sqs';
import type { Partition } from '../../../accounts/state.ts';
import { AwsError } from '../../../kernel/aws-error.ts';
import { compilePattern } from '../../../kernel/event-pattern/compile-pattern.ts';
import { invokeFunction } from '../invoke-function.ts';
import type { FunctionRunner, InvokedFunction } from '../invoke-function.ts';
import type { EventSourceMappingRow } from '../state.ts';
import { failedItems } from './batch-answer.ts';
import { functionOf } from './mapped-queue.ts';
import type { MappedQueue } from './mapped-queue.ts';
import { pause } from './pause.ts';
import { filteredRecord, sqsRecord } from './sqs-records.ts';

/**
 * Invokes the function with a batch and deletes what it dealt with. What it fails on is left to the queue's visibility timeout and redrive
 * policy, and what no filter takes is deleted unseen, as Lambda does.
 */
export async function handleBatch(
  running: FunctionRunner,
  partition: Partition,
  mapping: EventSourceMappingRow,
  queue: MappedQueue,
  messages: readonly Message[],
  stop: AbortSignal,
): Promise<void> {
  try {
    const { wanted, unwanted } = sorted(mapping, messages);
    await queue.remove(unwanted);
    if (wanted.length === 0) return;
    const invoked = await invoke(running, partition, mapping, queue, wanted, stop);
    if (invoked?.outcome.kind !== 'answered') return;
    const failed = mapping.reportsItemFailures
      ? failedItems(
          Buffer.from(invoked.outcome.payload).toString(),
          wanted.map(({ MessageId = '' }) => MessageId),
        )
      : new Set<string>();
    await queue.remove(wanted.filter(({ MessageId = '' }) => !failed.has(MessageId)));
  } catch (error) {
    // The function or the queue is gone, or the role may not delete: the messages come back by themselves.
    const { host } = running;
    const { account } = partition;
    const what = { kind: 'batch-failed', service: 'lambda', wants: [], account, function: mapping.functionName, mapping: mapping.uuid };
    host.trace({ at: host.now().toISOString(), ...what, reason: String(error) });
  }
}

function sorted(
  mapping: EventSourceMappingRow,
  messages: readonly Message[],
): { wanted: readonly Message[]; unwanted: readonly Message[] } {
  if (mapping.filters.length === 0) return { wanted: messages, unwanted: [] };
  const filters = mapping.filters.map((pattern) => compilePattern(pattern));
  const takes = (message: Message): boolean => {
    const record = filteredRecord(sqsRecord(message, mapping.eventSourceArn));
    return filters.some((matches) => matches(record));
  };
  return { wanted: messages.filter(takes), unwanted: messages.filter((message) => !takes(message)) };
}

/** A throttled function is tried again for as long as the messages stay away from others. Undefined where it never ran. */
async function invoke(
  running: FunctionRunner,
  partition: Partition,
  mapping: EventSourceMappingRow,
  queue: MappedQueue,
  messages: readonly Message[],
  stop: AbortSignal,
): Promise<InvokedFunction | undefined> {
  const nowMs = (): number => running.host.now().getTime();
  const receivedAtMs = nowMs();
  const records = messages.map((message) => sqsRecord(message, mapping.eventSourceArn));
  const request = {
    requestId: randomUUID(),
    payload: Buffer.from(JSON.stringify({ Records: records })),
    wantsLog: false,
    via: 'event-source-mapping',
  } as const;
  for (let throttles = 0; !stop.aborted; throttles += 1) {
    try {
      return await invokeFunction(running, partition, functionOf(partition, mapping), request);
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== 'TooManyRequestsException') throw error;
      const waitMs = Math.min(1000 * 2 ** throttles, 30_000);
      if (nowMs() + waitMs > receivedAtMs + (await queue.visibilitySeconds()) * 1000) return undefined;
      await pause(nowMs, waitMs, stop);
    }
  }
  return undefined;
}
