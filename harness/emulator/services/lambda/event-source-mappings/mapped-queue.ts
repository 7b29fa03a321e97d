import { DeleteMessageBatch$, GetQueueAttributes$, ReceiveMessage$ } from '@aws-sdk/client-sqs';
import type { GetQueueAttributesResult, Message, ReceiveMessageResult } from '@aws-sdk/client-sqs';
import type { Partition } from '../../../accounts/state.ts';
import { functionArn, unqualified } from '../function-ref.ts';
import type { FunctionRef } from '../function-ref.ts';
import { resolveVersion } from '../resolve-version.ts';
import type { EventSourceMappingRow } from '../state.ts';
import { queueUrlOf } from './check-source.ts';
import type { FunctionRunner } from '../invoke-function.ts';

/** A mapping's queue, as its function's execution role sees it. Every call throws what SQS answers. */
export interface MappedQueue {
  receive(most: number, waitSeconds: number): Promise<readonly Message[]>;
  remove(messages: readonly Message[]): Promise<void>;
  visibilitySeconds(): Promise<number>;
}

export function functionOf({ account, region }: Partition, { functionName: name, qualifier }: EventSourceMappingRow): FunctionRef {
  return { account, region, name, ...(qualifier === undefined ? {} : { qualifier }) };
}

export async function mappedQueue(running: FunctionRunner, partition: Partition, mapping: EventSourceMappingRow): Promise<MappedQueue> {
  const ref = functionOf(partition, mapping);
  const { role } = resolveVersion(partition, ref).version;
  const { region } = ref;
  const QueueUrl = queueUrlOf(running, mapping.eventSourceArn);
  const options = async () => {
    const { principal } = await running.factory.roles.session({
      ...ref,
      functionName: ref.name,
      roleArn: role,
      functionArn: functionArn(unqualified(ref)),
    });
    return { as: principal, region };
  };
  await options();
  return {
    async receive(most, WaitTimeSeconds) {
      const input = {
        QueueUrl,
        MaxNumberOfMessages: Math.min(most, 10),
        WaitTimeSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      };
      const { Messages = [] } = await running.host.call<ReceiveMessageResult>(ReceiveMessage$, input, await options());
      return Messages;
    },
    async remove(messages) {
      for (let from = 0; from < messages.length; from += 10) {
        const Entries = messages.slice(from, from + 10).map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
        await running.host.call(DeleteMessageBatch$, { QueueUrl, Entries }, await options());
      }
    },
    async visibilitySeconds() {
      const input = { QueueUrl, AttributeNames: ['VisibilityTimeout'] };
      const { Attributes } = await running.host.call<GetQueueAttributesResult>(GetQueueAttributes$, input, await options());
      return Number(Attributes?.VisibilityTimeout ?? 30);
    },
  };
}
