import { describe, expect, it } from 'vitest';
import { failedItems } from './batch-answer.ts';

describe('the messages that a batch’s answer leaves in the queue', () => {
  it.each<[string, string, readonly string[]]>([
    ['nothing', '', []],
    ['null', 'null', []],
    ['an empty object', '{}', []],
    ['an empty list', '{"batchItemFailures":[]}', []],
    ['null for a list', '{"batchItemFailures":null}', []],
    ['one message', '{"batchItemFailures":[{"itemIdentifier":"b"}]}', ['b']],
    ['a message that was not in the batch', '{"batchItemFailures":[{"itemIdentifier":"z"}]}', ['a', 'b']],
    ['an empty name', '{"batchItemFailures":[{"itemIdentifier":""}]}', ['a', 'b']],
    ['a failure without a name', '{"batchItemFailures":[{"id":"a"}]}', ['a', 'b']],
    ['text', '"done"', ['a', 'b']],
    ['something else', '{"failures":[]}', ['a', 'b']],
  ])('for %s', (_what, answer, left) => {
    expect([...failedItems(answer, ['a', 'b'])]).toEqual(left);
  });
});
