import { TestEventPattern$ } from '@aws-sdk/client-eventbridge';
import type { TestEventPatternRequest, TestEventPatternResponse } from '@aws-sdk/client-eventbridge';
import { defineOperation } from '../../../kernel/operation.ts';
import { validation } from '../errors.ts';
import { readPattern } from '../read-pattern.ts';

export const testEventPattern = defineOperation<TestEventPatternRequest, TestEventPatternResponse>({
  schema: TestEventPattern$,
  accepts: ['EventPattern', 'Event'],
  authorise: () => [{ action: 'events:TestEventPattern', resource: '*' }],
  handle: (input) => ({ Result: readPattern(input.EventPattern ?? '')(readEvent(input.Event ?? '')) }),
});

function readEvent(text: string): unknown {
  const refused = (why: string) => validation(`Parameter Event is not valid. Reason: ${why}`);
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch (problem) {
    if (problem instanceof SyntaxError) throw refused(problem.message);
    throw problem;
  }
  const missing = ['id', 'account', 'source', 'time', 'region', 'resources', 'detail-type'].find(
    (name) => typeof event !== 'object' || event === null || !(name in event),
  );
  if (missing !== undefined) throw refused(`${missing} is a required argument.`);
  return event;
}
