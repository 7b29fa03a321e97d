import { PublishBatch$ } from '@aws-sdk/client-sns';
import type {
  BatchResultErrorEntry,
  PublishBatchInput,
  PublishBatchRequestEntry,
  PublishBatchResponse,
  PublishBatchResultEntry,
} from '@aws-sdk/client-sns';
import { AwsError } from '../../../kernel/aws-error.ts';
import { defineOperation } from '../../../kernel/operation.ts';
import { batchTooLong, emptyBatch, idsNotDistinct, invalidBatchEntryId, tooManyEntries } from '../errors.ts';
import { findTopic, topicAction } from '../find-topic.ts';
import { publishMessage } from '../publish-message.ts';

export const publishBatch = defineOperation<PublishBatchInput, PublishBatchResponse>({
  schema: PublishBatch$,
  accepts: ['TopicArn', 'PublishBatchRequestEntries'],
  authorise: topicAction('Publish'),
  handle(input, context) {
    const found = findTopic(input.TopicArn, context);
    const entries = input.PublishBatchRequestEntries ?? [];
    checkBatch(entries);
    const Successful: PublishBatchResultEntry[] = [];
    const Failed: BatchResultErrorEntry[] = [];
    for (const { Id, ...entry } of entries) {
      try {
        Successful.push({ Id, MessageId: publishMessage(found, entry, context) });
      } catch (problem) {
        if (!(problem instanceof AwsError)) throw problem;
        Failed.push({ Id, Code: problem.code, Message: problem.message, SenderFault: true });
      }
    }
    return { Successful, Failed };
  },
});

function checkBatch(entries: readonly PublishBatchRequestEntry[]): void {
  if (entries.length === 0) throw emptyBatch();
  if (entries.length > 10) throw tooManyEntries();
  if (entries.some(({ Id = '' }) => !/^[\w-]{1,80}$/.test(Id))) throw invalidBatchEntryId();
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) throw idsNotDistinct();
  if (entries.reduce((sum, { Message = '' }) => sum + Buffer.byteLength(Message), 0) > 262_144) throw batchTooLong();
}
